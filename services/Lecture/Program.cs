using CivPractice.Lecture;
using CivPractice.Lecture.Boards;
using CivPractice.Lecture.Courses;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Offers;
using CivPractice.Lecture.Orders;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;

var builder = CivHost.CreateBuilder(args, "lecture");
builder.AddDatabase<LectureDb>();
builder.AddBus<LectureDb>();
builder.AddFiles();
builder.AddFigures(Recounts.All);
builder.AddSlotPlanning();
builder.AddVenues();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<LecturerTeamService>();
app.MapGrpcService<PersonLecturerService>();
app.MapGrpcService<SessionService>();
app.MapGrpcService<OrderService>();
app.MapGrpcService<OfferService>();
app.MapGrpcService<CourseService>();
app.MapGrpcService<BoardService>();
app.MapFiles();
await app.RunServiceAsync();
