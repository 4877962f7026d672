namespace CivPractice.Demo.Load;

// What the programs read of the API's answers; the rest of each message is passed over.

sealed record SignedIn(string AccessToken, Me Me);
sealed record Me(string PersonId);
sealed record Account(string PersonId);
sealed record Grant(string Role, string Prefix, string To);
sealed record CountyList(List<CountyRow> Counties);
sealed record CountyRow(string Code);
sealed record Volunteer(string PersonId, string Name, string Phone);
sealed record LecturerTeam(string Id, string Name, string Site);
sealed record Lecturer(string Id, string Name);
sealed record Session(string Id, string Title, string TeamId);
sealed record Written(string Id);
sealed record Titled(string Title);
sealed record Campaign(string Id, string Title);
sealed record Candidate(string Site, string Name);
sealed record Star(string Id, string Site, string Round);
sealed record CenterOffice(string County);
sealed record Corps(string County);
sealed record Board(string Id, string Site, string Name, int Changes);
sealed record BoardChange(string Theme);
sealed record FrozenReport(int Year, string AsOf);
sealed record Offer(string Id, string Title, string LecturerId, string Status);
sealed record Order(string Site, string Topic);
sealed record ProposalList(List<Proposal> Proposals);
sealed record Proposal(string LecturerId, string TeamId);
sealed record Certificate(string Number, string PersonId, string From, string To);
sealed record Correction(string Text);
sealed record Sample(string Id, string Seed, List<SampledRow>? Rows);
sealed record SampledRow(string Id);
sealed record ScheduledFile(string Id, string ScheduleId);
sealed record VisitCount(string Site, string Day, string HalfDay);
sealed record Quote(string Site, [property: System.Text.Json.Serialization.JsonPropertyName("quote")] string Text);

sealed record ImportList(List<Import> Imports);

/// <summary>An import and, when it is asked for alone, its first hundred faults and its first hundred remarks.</summary>
sealed record Import(
    string Id, string FileName, string State, int Rows, int Read, int Added, int Completed, int Unchanged, int Rejected, int Remarked, string Message, List<Finding>? Faults, List<Finding>? Remarks);

sealed record Finding(int Row, string Column, string Reason, string Message);
