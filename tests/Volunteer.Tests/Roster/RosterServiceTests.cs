using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Roster;

public sealed class RosterServiceTests(VolunteerRunning running)
{
    [Fact]
    public async Task A_person_registers_themselves_under_their_own_id_and_is_shown_masked()
    {
        var (me, identity) = (Callers.Person(Guid.CreateVersion7()), Identities.Next("20000229"));
        var made = await running.RegisterAsync(me, Form(identity, skills: ["电工", "电工", " 急救 "]));

        Assert.Equal(me.PersonId.ToString(), made.PersonId);
        Assert.Matches("^140322V[0-9]{6}$", made.Number);
        Assert.Equal(("100****0001", $"9999**********{identity[^4..]}", "2000-02-29", RegistrationSource.Self), (made.Phone, made.IdentityNumber, made.BirthDate, made.Source));
        Assert.Equal(["电工", "急救"], made.Skills);
        Assert.Equal(made, (await running.Roster.GetMyRecordAsync(new GetMyRecordRequest(), running.Service.As(me))).Volunteer);
        Assert.Equal(made, await running.Roster.GetVolunteerAsync(new GetVolunteerRequest { PersonId = made.PersonId }, running.Service.As(me)));
        // Nowhere in the row can the number be read.
        Assert.Equal(0L, await running.AskAsync<long>($"select count(*) from volunteer_profile p where p::text like '%{identity}%' or position(convert_to('{identity}', 'UTF8') in identity_sealed) > 0"));
    }

    [Fact]
    public async Task The_same_identity_number_is_the_same_volunteer_here_and_the_same_person_elsewhere()
    {
        var form = Form();
        var first = await running.RegisterAsync(Clerk(), form);
        Assert.Equal(first, await running.RegisterAsync(Clerk(), form));

        form.Site = Callers.B;
        var elsewhere = await running.RegisterAsync(Clerk(Callers.B), form);
        Assert.Equal(first.PersonId, elsewhere.PersonId);
        Assert.StartsWith("140321V", elsewhere.Number, StringComparison.Ordinal);
        Assert.Equal(2L, await running.AskAsync<long>($"select count(*) from volunteer_profile where person_id = '{first.PersonId}'"));
        Assert.Equal(1L, await running.AskAsync<long>($"select count(*) from person where id = '{first.PersonId}'"));
    }

    [Fact]
    public async Task Many_at_once_with_one_identity_number_make_one_volunteer_and_one_event()
    {
        var form = Form();
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => running.RegisterAsync(Clerk(), form)));
        Assert.Single(made.Distinct());
        Assert.Equal(1L, await running.AskAsync<long>($"select count(*) from outbox_message where type = 'CivPractice.Volunteer.V1.VolunteerChanged' and body like '%{made[0].PersonId}%'"));

        var others = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => running.SomebodyAsync()));
        Assert.Equal(12, others.Select(each => each.Number).Distinct().Count());
    }

    [Fact]
    public async Task An_identity_number_that_another_person_registered_is_refused_without_a_place()
    {
        var form = Form();
        await running.RegisterAsync(Clerk(), form);
        form.Site = Callers.B;
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await running.RegisterAsync(Callers.Person(Guid.CreateVersion7(), Callers.B), form));
        Assert.Equal(StatusCode.AlreadyExists, refusal.StatusCode);
        Assert.Contains("站点", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("140322", refusal.ToString(), StringComparison.Ordinal);

        var me = Callers.Person(Guid.CreateVersion7());
        await running.RegisterAsync(me, Form());
        Assert.Equal((StatusCode.FailedPrecondition, "IDENTITY_MISMATCH"), await RefusedAsync(running.Roster.RegisterVolunteerAsync(Form(), running.Service.As(me))));
    }

    [Fact]
    public async Task A_clerks_form_is_never_bound_to_the_clerk()
    {
        var clerk = Clerk(site: Callers.StationA);
        var made = await running.RegisterAsync(clerk, Form());
        Assert.NotEqual(clerk.PersonId.ToString(), made.PersonId);
        Assert.Equal(RegistrationSource.Clerk, made.Source);
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Roster.RegisterVolunteerAsync(Form(site: "140322002"), running.Service.As(clerk))));

        // One's own registration names one's own id, wherever one lives.
        var self = Form(site: "140322002");
        self.PersonId = clerk.PersonId.ToString();
        Assert.Equal((self.PersonId, RegistrationSource.Self), ((await running.RegisterAsync(clerk, self)).PersonId, (await running.RegisterAsync(clerk, self)).Source));
    }

    [Fact]
    public async Task Somebody_under_fourteen_needs_a_guardian()
    {
        var child = Form(Identities.Next($"{DateTime.UtcNow.Year - 13}0101"));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), await RefusedAsync(running.Roster.RegisterVolunteerAsync(child, running.Service.As(Clerk()))));
        (child.GuardianName, child.GuardianPhone) = ("测试乙", "10012340002");
        await running.RegisterAsync(Clerk(), child);
    }

    [Fact]
    public async Task A_guardian_of_somebody_of_fourteen_to_seventeen_is_told_first()
    {
        var young = Form(Identities.Next($"{DateTime.UtcNow.Year - 16}0101"));
        Assert.Equal((StatusCode.InvalidArgument, "GUARDIAN_NOT_INFORMED"), await RefusedAsync(running.Roster.RegisterVolunteerAsync(young, running.Service.As(Clerk()))));
        young.GuardianInformed = true;
        var made = await running.RegisterAsync(Callers.Person(Guid.CreateVersion7()), young);
        Assert.NotNull(made.GuardianInformedAt);
        var child = Form(Identities.Next($"{DateTime.UtcNow.Year - 13}0101"));
        (child.GuardianName, child.GuardianPhone) = ("测试乙", "10012340002");
        Assert.NotNull((await running.RegisterAsync(Clerk(), child)).GuardianInformedAt);
        Assert.Null((await running.SomebodyAsync()).GuardianInformedAt);
    }

    [Fact]
    public async Task Nobody_is_registered_at_a_site_that_never_opened()
    {
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_SITE"), await RefusedAsync(running.Roster.RegisterVolunteerAsync(Form(site: "140322999"), running.Service.As(Clerk()))));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_SITE"), await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "无站队", Category = "银龄互助", Site = "140322999" }, running.Service.As(Clerk()))));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await running.RegisterAsync(Clerk(), new RegisterVolunteerRequest { PersonId = "x", Phone = "123", IdentityNumber = "999999198001010000", Site = "1403", Skills = { "", new string('长', 21) } }));
        var fields = refusal.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(field => field.Field).Distinct();
        Assert.Equal(["consent", "identityNumber", "name", "personId", "phone", "site", "skills[0]", "skills[1]"], fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_roster_is_read_by_staff_within_their_prefixes_page_by_page()
    {
        const string county = "140311";
        foreach (var site in new[] { "140311001001", "140311001002", "140311002001", "140311001001", "140311001" })
            await running.RegisterAsync(Clerk(county), Form(site: site, name: site == "140311001002" ? "测试丙丁" : "测试甲", skills: site.EndsWith("001001", StringComparison.Ordinal) ? ["电工"] : []));

        async Task<List<V1.Volunteer>> All(Caller by, ListVolunteersRequest request)
        {
            request.PageSize = 2;
            var found = new List<V1.Volunteer>();
            for (; ; )
            {
                var page = await running.Roster.ListVolunteersAsync(request, running.Service.As(by));
                found.AddRange(page.Volunteers);
                request.PageToken = page.NextPageToken;
                if (page.NextPageToken.Length == 0) return found;
            }
        }

        Assert.Equal(["140311001", "140311001001", "140311001001", "140311001002", "140311002001"], (await All(Clerk(county), new())).Select(each => each.Site));
        Assert.Equal(4, (await All(Clerk(county, "140311001"), new())).Count);
        Assert.Equal(2, (await All(Clerk(county, "140311001"), new() { Prefix = "140311001001" })).Count);
        Assert.Empty(await All(Clerk(county, "140311001"), new() { Prefix = "140311002" }));
        Assert.Equal(["140311001002"], (await All(Clerk(county), new() { Query = "测试丙" })).Select(each => each.Site));
        Assert.Equal(2, (await All(Clerk(county), new() { Skill = "电工" })).Count);
        var two = new Caller(CallerKind.Staff, Guid.CreateVersion7(), county, county, [county], [new(Role.StationClerk, "140311002"), new(Role.StationClerk, "140311001002")]);
        Assert.Equal(["140311001002", "140311002001"], (await All(two, new())).Select(each => each.Site));

        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Roster.ListVolunteersAsync(new(), running.Service.As(Callers.Coordinator(county)))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Roster.ListVolunteersAsync(new(), running.Service.As(Callers.Person(Guid.CreateVersion7(), county)))));
        var tally = await running.Hours.GetTallyAsync(new GetTallyRequest { Indicators = { "volunteers.registered" }, Prefix = county }, running.Service.As(Callers.Coordinator()));
        Assert.Equal(0, Assert.Single(tally.Lines).Value); // not one of the coordinator's counties in this test
        tally = await running.Hours.GetTallyAsync(new GetTallyRequest { Indicators = { "volunteers.registered" }, Prefix = county, GroupBy = TallyGrouping.Township }, running.Service.As(Clerk(county)));
        Assert.Equal(["140311001 4", "140311002 1"], tally.Lines.Select(line => $"{line.Group} {line.Value}"));
    }

    [Fact]
    public async Task A_made_up_page_token_is_a_named_fault()
    {
        var page = await running.Teams.ListTeamsAsync(new ListTeamsRequest { PageSize = 1 }, running.Service.As(Clerk()));
        if (page.NextPageToken.Length == 0)
        {
            await running.FoundAsync("翻页一队");
            await running.FoundAsync("翻页二队");
            page = await running.Teams.ListTeamsAsync(new ListTeamsRequest { PageSize = 1 }, running.Service.As(Clerk()));
        }
        var json = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(page.NextPageToken.Replace('-', '+').Replace('_', '/').PadRight((page.NextPageToken.Length + 3) / 4 * 4, '=')));
        var forged = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(json, "\"K\":.*", "\"K\":[\"140322\",\"x\"]}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN"), await RefusedAsync(running.Teams.ListTeamsAsync(new ListTeamsRequest { PageSize = 1, PageToken = forged }, running.Service.As(Clerk()))));
    }

    [Fact]
    public async Task Skills_are_set_by_oneself_or_a_clerk_of_the_site()
    {
        var me = Callers.Person(Guid.CreateVersion7());
        var made = await running.RegisterAsync(me, Form());
        var request = new SetSkillsRequest { PersonId = made.PersonId, Skills = { "电工" } };
        Assert.Equal(["电工"], (await running.Roster.SetSkillsAsync(request, running.Service.As(me))).Skills);
        await running.Roster.SetSkillsAsync(request, running.Service.As(Clerk()));
        Assert.Equal(2L, await running.AskAsync<long>($"select count(*) from outbox_message where body like '%{made.PersonId}%'"));

        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Roster.SetSkillsAsync(request, running.Service.As(Callers.Person(Guid.CreateVersion7())))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Roster.SetSkillsAsync(request, running.Service.As(Clerk(site: "140322002")))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(running.Roster.SetSkillsAsync(request, running.Service.As(Clerk(Callers.B)))));
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(running.Roster.SetSkillsAsync(request, running.Service.As(Callers.Visitor()))));
    }
}
