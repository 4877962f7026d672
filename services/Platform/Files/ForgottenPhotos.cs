using CivPractice.Platform.Database;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.V1;
using MassTransit;
using Microsoft.Extensions.Configuration;

namespace CivPractice.Platform.Files;

/// <summary>The contents of a photo that was taken away go, too: only now is it certain that its row is gone. A service's own consumer derives from this one.</summary>
public abstract class ForgottenPhotos<TDb>(Inbox<TDb> inbox, IFileStore files, IConfiguration configuration) : IConsumer<PhotoRemoved> where TDb : ServiceDb
{
    public async Task Consume(ConsumeContext<PhotoRemoved> context)
    {
        // Each service has photos and files of its own.
        if (context.Message.Owner != configuration["civ:service"]) return;
        await inbox.OnceAsync(this, context, async (db, fact) =>
        {
            foreach (var hash in new[] { fact.Hash, fact.SmallHash }.Distinct().Order(StringComparer.Ordinal)) await db.ForgetFileAsync(files, fact.County, hash, context.CancellationToken);
        });
    }
}
