using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;

namespace CivPractice.Volunteer.Teams;

/// <inheritdoc/>
public sealed class OnPhotoRemoved(Inbox<VolunteerDb> inbox, IFileStore files, IConfiguration configuration) : ForgottenPhotos<VolunteerDb>(inbox, files, configuration);
