using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;

namespace CivPractice.Activity.Activities;

/// <inheritdoc/>
public sealed class OnPhotoRemoved(Inbox<ActivityDb> inbox, IFileStore files, IConfiguration configuration) : ForgottenPhotos<ActivityDb>(inbox, files, configuration);
