using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnWordsChanged(Inbox<ActivityDb> inbox) : IConsumer<WordsChanged>
{
    public Task Consume(ConsumeContext<WordsChanged> context) => inbox.OnceAsync(this, context, KnownWord.TakeAsync);
}
