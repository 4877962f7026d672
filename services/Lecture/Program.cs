using CivPractice.Lecture;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Sessions;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "lecture");
builder.AddDatabase<LectureDb>();
builder.AddBus<LectureDb>();
builder.AddFiles();
builder.AddFigures(Recounts.All);

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<LecturerTeamService>();
app.MapGrpcService<SessionService>();
app.MapFiles();
await app.RunServiceAsync();
