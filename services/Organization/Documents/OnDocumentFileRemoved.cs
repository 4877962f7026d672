using CivPractice.Organization.V1;
using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Organization.Documents;

/// <summary>The content of a file that was taken away goes, too: only now is it certain that its row is gone.</summary>
public sealed class OnDocumentFileRemoved(Inbox<OrganizationDb> inbox, IFileStore files) : IConsumer<DocumentFileRemoved>
{
    public Task Consume(ConsumeContext<DocumentFileRemoved> context) => inbox.OnceAsync(this, context, (db, fact) => db.ForgetFileAsync(files, fact.County, fact.Hash, context.CancellationToken));
}
