using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;

namespace CivPractice.Lecture.Sessions;

/// <inheritdoc/>
public sealed class OnPhotoRemoved(Inbox<LectureDb> inbox, IFileStore files, IConfiguration configuration) : ForgottenPhotos<LectureDb>(inbox, files, configuration);
