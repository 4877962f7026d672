using CivPractice.Gateway.V1;
using CivPractice.Platform.Callers;
using CivPractice.Portal.Shared;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Portal.Tests;

public sealed class CallerHeaderTests
{
    [Fact]
    public void The_gateway_hears_of_the_browser_under_the_names_that_it_reads()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer given";
        http.Request.Headers.UserAgent = "Mozilla/5.0 (Linux; Android 14) Chrome/130";
        http.Request.Headers["X-Forwarded-For"] = "192.0.2.7";

        Metadata? sent = null;
        var context = new ClientInterceptorContext<SignInRequest, SignInResponse>(new Method<SignInRequest, SignInResponse>(MethodType.Unary, "s", "m", Marshallers.Create<SignInRequest>(_ => [], _ => new()), Marshallers.Create<SignInResponse>(_ => [], _ => new())), null, new CallOptions());
        new CallerHeader(new HttpContextAccessor { HttpContext = http }).AsyncUnaryCall(new SignInRequest(), context, (_, passed) =>
        {
            sent = passed.Options.Headers;
            return null!;
        });
        Assert.Equal(("Bearer given", "Mozilla/5.0 (Linux; Android 14) Chrome/130", "192.0.2.7"), (sent!.GetValue("authorization"), sent.GetValue(BrowserHeaders.UserAgent), sent.GetValue(BrowserHeaders.Address)));
    }
}
