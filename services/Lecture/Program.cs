using CivPractice.Lecture;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Platform;
using CivPractice.Platform.Writes;

var builder = CivHost.CreateBuilder(args, "lecture");
builder.AddDatabase<LectureDb>();
builder.AddBus<LectureDb>();
builder.AddFiles();
builder.AddMethods();
builder.AddFigures(Recounts.All);
builder.AddDueWork<SlotPlanning>();

var app = builder.Build();
app.UseCivRequests();
app.MapMethods();
app.MapFiles();
await app.RunServiceAsync();
