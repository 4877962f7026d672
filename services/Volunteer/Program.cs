using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer;
using CivPractice.Volunteer.Exports;
using CivPractice.Volunteer.Hours;
using CivPractice.Volunteer.Imports;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.Teams;

var builder = CivHost.CreateBuilder(args, "volunteer");
builder.AddDatabase<VolunteerDb>();
builder.AddBus<VolunteerDb>();
builder.AddFigures(Recounts.All);
builder.AddImport<VolunteerImport>();
builder.AddImport<TeamImport>();
builder.AddImport<MemberImport>();
builder.AddImport<HoursImport>();

var app = builder.Build();
app.UseCivRequests();
app.MapGrpcService<RosterService>();
app.MapGrpcService<TeamService>();
app.MapGrpcService<HoursService>();
foreach (var kind in (string[])[VolunteerImport.Path, TeamImport.Path, MemberImport.Path, HoursImport.Path]) app.MapImport<ImportVolunteers>(kind);
app.MapVolunteerExports();
await app.RunServiceAsync();
