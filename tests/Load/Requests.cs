using System.Globalization;
using System.Text;
using CivPractice.Testing;

namespace CivPractice.Load;

/// <summary>The bytes of each request, on both sides.</summary>
static class Requests
{
    internal static byte[] SignUp(Scene scene, int number)
    {
        var (person, place) = Scene.Pair(number);
        var (activity, post) = scene.Places[place];
        return Post($"/api/c/{DemoWorld.County}/activities/{activity}/signUps", $$"""{"postId":"{{post}}","riskAccepted":true}""", scene.Tokens[person]);
    }

    internal static byte[] SignUpFloor(Scene scene, int number)
    {
        var (person, place) = Scene.Pair(number);
        var (activity, post) = scene.FloorPlaces[place];
        return Post("/w1", $$"""{"county":"{{DemoWorld.County}}","activity":"{{activity}}","post":"{{post}}","person":"{{scene.FloorPersons[person]}}"}""", null);
    }

    internal static byte[] List(Scene scene, int number) => Get(
        $"/api/c/{DemoWorld.County}/activities?prefix={Township(scene, number)}&platform={platforms[number % 5]}&status=RECRUITING&pageSize=25",
        scene.Tokens[number % scene.Tokens.Count]);

    internal static byte[] ListFloor(Scene scene, int number) => Get(
        $"/w2?county={DemoWorld.County}&prefix={Township(scene, number)}&platform={number % 5 + 1}", null);

    internal static byte[] Cockpit(FigureScene scene) => Get($"/api/c/{DemoWorld.County}/figures?{scene.Question}", scene.Token);

    internal static byte[] CockpitFloor(FigureScene scene) => Get($"/w3?county={DemoWorld.County}&year={FigureScene.Year}&{scene.FloorQuestion}", null);

    static readonly string[] platforms = ["THEORY", "EDUCATION", "CULTURE", "SCIENCE", "SPORT"];

    static string Township(Scene scene, int number) => scene.Townships[number / 5 % scene.Townships.Count];

    static byte[] Get(string path, string? token) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n{Bearer(token)}\r\n");

    static byte[] Post(string path, string body, string? token) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{Bearer(token)}\r\n{body}"));

    static string Bearer(string? token) => token is null ? "" : $"Authorization: Bearer {token}\r\n";
}
