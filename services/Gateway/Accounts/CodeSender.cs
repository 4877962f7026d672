using CivPractice.Platform.Personal;

namespace CivPractice.Gateway.Accounts;

/// <summary>Brings a one-time code to a phone; an installation registers its own carrier of short messages.</summary>
public interface ICodeSender
{
    Task SendAsync(string phone, string code, CancellationToken cancel);
}

/// <summary>Writes the code to the operator's log, on purpose: it is how an installation without a carrier works, and how it is tried out.</summary>
public sealed partial class LogCodeSender(ILogger<LogCodeSender> log) : ICodeSender
{
    public Task SendAsync(string phone, string code, CancellationToken cancel)
    {
        LogCode(Masked.Phone(phone), code);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "One-time code for {Phone}: {Code}")]
    partial void LogCode(string phone, string code);
}
