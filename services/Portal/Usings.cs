// The pages' folders bear the same nouns as the services' methods (Needs, Activities, Sites): short names keep the two apart.
global using AccountsClient = CivPractice.Gateway.V1.Accounts.AccountsClient;
global using ActivitiesClient = CivPractice.Activity.V1.Activities.ActivitiesClient;
global using CountiesClient = CivPractice.Gateway.V1.Counties.CountiesClient;
global using FiguresClient = CivPractice.Report.V1.Figures.FiguresClient;
global using HoursClient = CivPractice.Volunteer.V1.Hours.HoursClient;
global using LecturerTeamsClient = CivPractice.Lecture.V1.LecturerTeams.LecturerTeamsClient;
global using NeedsClient = CivPractice.Activity.V1.Needs.NeedsClient;
global using PostsClient = CivPractice.Organization.V1.Posts.PostsClient;
global using ProjectsClient = CivPractice.Activity.V1.Projects.ProjectsClient;
global using RosterClient = CivPractice.Volunteer.V1.Roster.RosterClient;
global using SessionsClient = CivPractice.Lecture.V1.Sessions.SessionsClient;
global using SignUpsClient = CivPractice.Activity.V1.SignUps.SignUpsClient;
global using SitesClient = CivPractice.Organization.V1.Sites.SitesClient;
global using TeamsClient = CivPractice.Volunteer.V1.Teams.TeamsClient;
global using VenuesClient = CivPractice.Organization.V1.Venues.VenuesClient;
