using CivPractice.Platform.V1;

namespace CivPractice.Volunteer.V1;

/// <summary>
/// A volunteer's profile in a county is new or other than before (志愿者档案变更). Activity keeps from it what a sign-up is decided by.
/// The display name is carried because the leader's list of who comes shows it; phone and identity number never leave Volunteer.
/// </summary>
/// <param name="County">The county of the profile, six digits.</param>
/// <param name="PersonId">The person's id, the same in every county.</param>
/// <param name="Name">Display name, for the leader's list only.</param>
/// <param name="BirthDate">For the least age of a post.</param>
/// <param name="Skills">The whole list, not a difference.</param>
/// <param name="Site">Code of the site where the volunteer lives.</param>
/// <param name="Version">Version of the profile, from 1.</param>
/// <param name="Number">Volunteer number (志愿者编号), by which lists name the volunteer.</param>
/// <param name="RegistryNumber">The national system's number; empty where none is known.</param>
public sealed record VolunteerChanged(
    string County, Guid PersonId, string Name, DateOnly BirthDate, string[] Skills, string Site, long Version, string Number = "", string RegistryNumber = "") : IEvent;
