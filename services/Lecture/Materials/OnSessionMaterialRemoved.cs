using CivPractice.Lecture.V1;
using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Lecture.Materials;

/// <summary>The content of a file that was taken away goes, too: only now is it certain that its row is gone.</summary>
public sealed class OnSessionMaterialRemoved(Inbox<LectureDb> inbox, IFileStore files) : IConsumer<SessionMaterialRemoved>
{
    public Task Consume(ConsumeContext<SessionMaterialRemoved> context) => inbox.OnceAsync(this, context, (db, fact) => db.ForgetFileAsync(files, fact.County, fact.Hash, context.CancellationToken));
}
