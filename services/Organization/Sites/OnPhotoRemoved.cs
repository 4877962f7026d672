using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;

namespace CivPractice.Organization.Sites;

/// <inheritdoc/>
public sealed class OnPhotoRemoved(Inbox<OrganizationDb> inbox, IFileStore files, IConfiguration configuration) : ForgottenPhotos<OrganizationDb>(inbox, files, configuration);
