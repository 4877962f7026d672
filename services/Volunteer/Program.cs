using CivPractice.Platform;
using CivPractice.Volunteer;
using CivPractice.Volunteer.Associations;
using CivPractice.Volunteer.Brands;
using CivPractice.Volunteer.Certificates;
using CivPractice.Volunteer.Hours;

var builder = CivHost.CreateBuilder(args, "volunteer");
builder.AddDatabase<VolunteerDb>();
builder.AddBus<VolunteerDb>();
builder.AddFigures(Recounts.All);
builder.AddFiles();

var app = builder.Build();
app.UseCivRequests();
app.MapRoster();
app.MapTeams();
app.MapGrpcService<HoursService>();
app.MapGrpcService<AssociationService>();
app.MapGrpcService<BrandService>();
app.MapGrpcService<CertificateService>();
app.MapFiles();
await app.RunServiceAsync();
