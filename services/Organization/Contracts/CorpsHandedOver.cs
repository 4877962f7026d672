using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>
/// What Organization knew of a county's volunteer corps (志愿服务总队) when Volunteer took it over: sent once for each, by the migration that gave the rows away.
/// </summary>
/// <param name="County">The county, six digits.</param>
/// <param name="Name">The corps' name.</param>
/// <param name="FoundedOn">yyyy-MM-dd, yyyy-MM or yyyy, as exactly as it is known.</param>
/// <param name="Document">Title or number of the document that founds it; empty where none was told.</param>
/// <param name="Version">Of the row that was given away, from 1.</param>
public sealed record CorpsHandedOver(string County, string Name, string FoundedOn, string Document, long Version) : IEvent;
