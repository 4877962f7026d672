namespace CivPractice.Demo.Load;

static class SignIns
{
    /// <exception cref="Refusal">Unknown phone, wrong password or a locked account.</exception>
    public static Task<SignedIn> SignInAsync(GatewayClient door, string phone, string password, CancellationToken cancel) =>
        door.PostAsync<SignedIn>("accounts:signIn", new { phone, password }, cancel);
}
