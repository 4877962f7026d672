using CivPractice.Lecture;
using CivPractice.Lecture.Exports;
using CivPractice.Lecture.Imports;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Sessions;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "lecture");
builder.AddDatabase<LectureDb>();
builder.AddBus<LectureDb>();
builder.AddLectureImports();
builder.AddFigures(Recounts.All);

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<LecturerTeamService>();
app.MapGrpcService<SessionService>();
app.MapLectureImports();
app.MapLectureExports();
await app.RunServiceAsync();
