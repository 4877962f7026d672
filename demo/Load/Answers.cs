namespace CivPractice.Demo.Load;

// What the loader reads of the API's answers; the rest of each message is passed over.

sealed record SignedIn(string AccessToken, Me Me);
sealed record Me(string PersonId);
sealed record Account(string PersonId);
sealed record Grant(string Role, string Prefix, string To);
sealed record CountyList(List<CountyRow> Counties);
sealed record CountyRow(string Code);
sealed record Volunteer(string PersonId, string Name, string Phone);
sealed record Team(string Id, string Name, string Site, string LeaderPersonId);
sealed record Member(string PersonId, string LeftOn);
sealed record LecturerTeam(string Id, string Name, string Site);
sealed record Lecturer(string Id, string Name);
sealed record Session(string Id, string Title, string TeamId);

/// <summary>What an import did: rows added, found unchanged, or rejected with the cell and the reason.</summary>
sealed record Import(string Id, string State, int Added, int Unchanged, int Rejected, string Message, List<ImportFault>? Faults);
sealed record ImportFault(int Row, string Column, string Message);
