using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform.Imports;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>A batch of sites is judged as one: what leans on a row that falls, falls.</summary>
public sealed class SiteBatchTests
{
    static readonly DateOnly opened = new(2020, 1, 1), closed = new(2022, 1, 1);

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var (taken, rejected) = Settle([], Row("140322001001"), Row("140322"), Row("140322001"));
        Assert.Equal(["140322", "140322001", "140322001001"], taken);
        Assert.Empty(rejected);
    }

    [Fact]
    public void What_stands_below_a_row_that_falls_falls_too()
    {
        var (taken, rejected) = Settle([Site("140322")], Row("140322001", closed: opened.AddDays(-1)), Row("140322001001"), Row("140322001001P01"), Row("140322002"));
        Assert.Equal(["140322002"], taken);
        Assert.Equal(["CLOSED_BEFORE_OPENED", "PARENT_CLOSED", "PARENT_MISSING"], rejected);
    }

    [Fact]
    public void A_township_closes_with_its_villages_and_not_above_one_that_runs()
    {
        PracticeSite[] known = [Site("140322"), Site("140322001"), Site("140322001001"), Site("140322001002")];
        Assert.Equal(["140322001", "140322001001", "140322001002"], Settle(known, Row("140322001", closed, "140322"), Row("140322001001", closed, "140322"), Row("140322001002", closed, "140322")).Taken);
        Assert.Equal(["SITE_HAS_CHILDREN"], Settle(known, Row("140322001", closed, "140322"), Row("140322001001", closed, "140322")).Rejected);
        // Nobody goes on with its work, and a file asks nobody whether there is any.
        Assert.Equal(["SITE_IN_USE_UNKNOWN"], Settle(known, Row("140322001001", closed)).Rejected);
        // A village of the past below a township that is gone is history, one that runs is a mistake.
        PracticeSite[] gone = [Site("140322"), Site("140322001", closed)];
        Assert.Equal(["140322001003"], Settle(gone, Row("140322001003", closed)).Taken);
        Assert.Equal(["PARENT_CLOSED"], Settle(gone, Row("140322001003")).Rejected);
    }

    [Fact]
    public void A_successor_stands_in_the_file_or_stood_before_and_leads_nowhere_back()
    {
        PracticeSite[] known = [Site("140322"), Site("140322001"), Site("140322002"), Site("140322003", closed, "140322001")];
        Assert.Equal(["140322001", "140322004"], Settle(known, Row("140322001", closed, "140322004"), Row("140322004")).Taken);
        Assert.Equal(["SUCCESSOR_MISSING"], Settle(known, Row("140322001", closed, "140322009")).Rejected);
        Assert.Equal(["SUCCESSOR_CIRCLE"], Settle(known, Row("140322001", closed, "140322003")).Rejected);
        Assert.Equal(["SUCCESSOR_CIRCLE"], Settle(known, Row("140322001", closed, "140322001")).Rejected);
        Assert.Equal(["SUCCESSOR_CIRCLE", "SUCCESSOR_CIRCLE"], Settle(known, Row("140322001", closed, "140322002"), Row("140322002", closed, "140322001")).Rejected);
    }

    [Fact]
    public void A_site_that_was_here_goes_to_one_that_runs_and_one_of_the_past_wherever_it_went()
    {
        PracticeSite[] known = [Site("140322"), Site("140322001"), Site("140322002", closed), Site("140322003", closed, "140322"), Site("140322004").Prepared(), Given("140322005"), Site("140322006", closed, "140322002"), Site("140322007").Prepared()];
        foreach (var gone in new[] { "140322002", "140322004", "140322005", "140322006" })
        {
            Assert.Equal(["SUCCESSOR_MISSING"], Settle(known, Row("140322001", closed, gone)).Rejected);
            Assert.Equal(["SUCCESSOR_MISSING"], Settle(known, Row("140322007", closed, gone)).Rejected);
            Assert.Equal(["140322009"], Settle(known, Row("140322009", closed, gone)).Taken);
        }
        // By one that closed before, or closes with it, to the one that goes on; or to one that opens by the same file.
        Assert.Equal(["140322001"], Settle(known, Row("140322001", closed, "140322003")).Taken);
        Assert.Equal(["140322001", "140322004"], Settle(known, Row("140322001", closed, "140322004"), Row("140322004")).Taken);
        Assert.Equal(["140322001", "140322008"], Settle(known, Row("140322001", closed, "140322008"), Row("140322008", closed, "140322")).Taken);

        static PracticeSite Given(string code)
        {
            var site = Site(code).Prepared();
            site.Close(closed, "");
            return site;
        }
    }

    [Fact]
    public void What_is_known_is_no_news_and_another_end_of_it_a_mistake()
    {
        PracticeSite[] known = [Site("140322"), Site("140322001"), Site("140322003", closed, "140322001")];
        var (taken, rejected) = Settle(known, Row("140322"), Row("140322001"), Row("140322003", closed, "140322001"));
        Assert.Empty(taken);
        Assert.Empty(rejected);
        Assert.Equal(["SITE_CLOSED_ALREADY"], Settle(known, Row("140322003", closed.AddDays(1), "140322001")).Rejected);
        Assert.Equal(["SITE_CLOSED_ALREADY"], Settle(known, Row("140322003", closed)).Rejected);
    }

    static (IEnumerable<string> Taken, IEnumerable<string> Rejected) Settle(PracticeSite[] known, params ImportedSite[] rows)
    {
        var rejected = new List<RowFault>();
        var taken = new SiteBatch(known.ToDictionary(site => site.Code), [.. rows.Select((row, i) => (i + 2, row))]).Settle(rejected);
        return (taken.Select(row => row.Site.Code), rejected.Select(fault => fault.Reason));
    }

    static ImportedSite Row(string code, DateOnly? closed = null, string successor = "") => new(Site(code), closed, successor);

    static PracticeSite Site(string code, DateOnly? closed = null, string successor = "")
    {
        var site = new PracticeSite { County = code[..6], Code = code, Name = "测试站点", Tier = Organization.Sites.Division.TierOf(code), Parent = PracticeSite.ParentOf(code), OpenedOn = opened };
        if (closed is { } day) site.Close(day, successor);
        return site;
    }
}
