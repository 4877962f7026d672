using CivPractice.Lecture;
using CivPractice.Lecture.Boards;
using CivPractice.Lecture.Courses;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Orders;
using CivPractice.Lecture.Sessions;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "lecture");
builder.AddDatabase<LectureDb>();
builder.AddBus<LectureDb>();
builder.AddFiles();
builder.AddFigures(Recounts.All);
builder.AddSlotPlanning();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<LecturerTeamService>();
app.MapGrpcService<PersonLecturerService>();
app.MapGrpcService<SessionService>();
app.MapGrpcService<OrderService>();
app.MapGrpcService<CourseService>();
app.MapGrpcService<BoardService>();
app.MapFiles();
await app.RunServiceAsync();
