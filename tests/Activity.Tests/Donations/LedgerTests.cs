using System.Collections.Concurrent;
using System.Globalization;
using CivPractice.Activity.V1;
using CsCheck;
using Google.Rpc;
using Grpc.Core;

namespace CivPractice.Activity.Tests.Donations;

/// <summary>
/// The promise of the ledger, on a real database: in whatever order there are donations, givings and reversals, one after the other or at once, no more stands as given than was received,
/// what is left is never negative, and the figures are the sums of the rows.
/// </summary>
public sealed class LedgerTests(ActivityRunning running)
{
    const string association = "SH-1";
    static readonly DateOnly received = new(2021, 6, 1);

    enum Doing { Donate, Give, TakeBack }

    /// <param name="Which">Of the donations or givings that there are.</param>
    /// <param name="Day">Days after the donations came in; the civil year ends among them.</param>
    sealed record Deed(Doing Doing, int Which, int Who, int Amount, int Day);

    // Seldom a donation, so that most are given out to the last fen, and asked for more.
    static readonly Gen<Deed> deed =
        from doing in Gen.Int[0, 6]
        from which in Gen.Int[0, 99]
        from who in Gen.Int[0, 2]
        from amount in Gen.Int[1, 400]
        from day in Gen.Int[0, 400]
        select new Deed(doing == 0 ? Doing.Donate : doing < 4 ? Doing.Give : Doing.TakeBack, which, who, amount, day);

    /// <summary>A county with one donation and three persons, and what was answered.</summary>
    sealed class Book(County county, V1.Donations.DonationsClient calls)
    {
        int number;

        public County County { get; } = county;
        public V1.Beneficiary[] People { get; private set; } = [];
        public ConcurrentQueue<V1.Donation> Donations { get; } = [];
        public ConcurrentQueue<Given> Givings { get; } = [];
        public ConcurrentQueue<V1.AllocationReversal> Reversals { get; } = [];

        public sealed record Given(V1.Allocation Row, V1.Donation Of, int Who);

        public async Task<Book> BeginAsync()
        {
            await County.SqlAsync("insert into known_association (county, number, name, site, version) values ($1, $2, '爱心协会', $1, 1)", County.Code, association);
            People = await Task.WhenAll(Enumerable.Range(0, 3).Select(async i => await calls.CreateBeneficiaryAsync(
                new CreateBeneficiaryRequest { Association = association, Code = $"BF-{i}", Name = "测试受助人", Category = BeneficiaryCategory.Elderly, Consent = true }, County.As(County.Office))));
            await DonateAsync(700);
            return this;
        }

        public async Task DonateAsync(int amount) => Donations.Enqueue(await calls.RecordDonationAsync(
            new RecordDonationRequest { Association = association, Receipt = $"JZ-{Interlocked.Increment(ref number)}", ReceivedOn = Text(received), Kind = DonationKind.Money, Amount = amount }, County.As(County.Office)));

        /// <summary>What is left of the donation, or null for the refusal.</summary>
        public async Task<long?> GiveAsync(V1.Donation of, Deed next)
        {
            var answer = await OrRefusedAsync("DONATION_EXHAUSTED", calls.AllocateAsync(
                new AllocateRequest { DonationId = of.Id, BeneficiaryId = People[next.Who].Id, Number = $"FF-{Interlocked.Increment(ref number)}", Amount = next.Amount, HelpedOn = Text(received.AddDays(next.Day)) }, County.As(County.Office)));
            if (answer is not null) Givings.Enqueue(new Given(answer.Allocation, of, next.Who));
            return answer?.Left;
        }

        /// <inheritdoc cref="GiveAsync"/>
        public async Task<long?> TakeBackAsync(Given of, Deed next)
        {
            var answer = await OrRefusedAsync("ALLOCATION_EXHAUSTED", calls.ReverseAllocationAsync(
                new ReverseAllocationRequest { AllocationId = of.Row.Id, Amount = next.Amount, Reason = "登记错误" }, County.As(County.Office)));
            if (answer is not null) Reversals.Enqueue(answer.Reversal);
            return answer?.Left;
        }

        public long Standing(Given of) => of.Row.Amount - Reversals.Where(line => line.AllocationId == of.Row.Id).Sum(line => line.Amount);

        public long Left(V1.Donation of) => of.Amount - Givings.Where(row => row.Of.Id == of.Id).Sum(row => Standing(row));

        /// <summary>The rows and the figures are those of what was answered.</summary>
        public async Task AgreeAsync()
        {
            foreach (var donation in Donations) Assert.InRange(Left(donation), 0, donation.Amount);
            Assert.Equal(Donations.Select(row => $"{row.Receipt} {row.Amount} {row.Amount - Left(row)}").Order(StringComparer.Ordinal), (await County.AskAsync<string>(
                """
                select d.receipt || ' ' || d.amount || ' ' || d.allocated from donation d
                where d.county = $1 and d.allocated between 0 and d.amount and d.allocated = coalesce((select sum(a.amount) from allocation a where a.county = d.county and a.donation_id = d.id), 0)
                    - coalesce((select sum(r.amount) from allocation_reversal r where r.county = d.county and r.donation_id = d.id), 0)
                """, County.Code)).Order(StringComparer.Ordinal));
            // The lines of each giving follow one on the other, without a gap, and each says what stands.
            Assert.Equal([0L], await County.AskAsync<long>(
                """
                select count(*) from (
                    select r.line, r.standing, row_number() over each as no, a.amount - sum(r.amount) over each as stands
                    from allocation_reversal r join allocation a on a.county = r.county and a.id = r.allocation_id where r.county = $1 window each as (partition by r.allocation_id order by r.line)
                ) as lines where line <> no or standing <> stands or standing < 0
                """, County.Code));
            Assert.Equal([Givings.Sum(row => Standing(row))], await County.AskAsync<long>("select coalesce(sum(n), 0)::bigint from tally_entry where county = $1 and measure = 'donations.allocated.fen'", County.Code));
            Assert.Equal([Donations.Sum(row => row.Amount)], await County.AskAsync<long>("select coalesce(sum(n), 0)::bigint from tally_entry where county = $1 and measure = 'donations.money.fen'", County.Code));
            // Whoever still holds something of a year is one person helped in it, on the first day of what stands.
            var helped = Givings.Where(row => Standing(row) > 0).GroupBy(row => (row.Who, Year: row.Row.HelpedOn[..4])).Select(group => group.Select(row => row.Row.HelpedOn).Order(StringComparer.Ordinal).First());
            Assert.Equal(helped.GroupBy(day => day).Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal),
                (await County.AskAsync<string>("select day || ' ' || n from tally_entry where county = $1 and measure = 'associations.helped' and n <> 0", County.Code)).Order(StringComparer.Ordinal));
        }

        static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        static async Task<T?> OrRefusedAsync<T>(string reason, AsyncUnaryCall<T> call) where T : class
        {
            try { return await call; }
            catch (RpcException refusal) when (refusal.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason == reason) { return null; }
        }
    }

    async Task<Book> OpenAsync() => await new Book(await running.CountyAsync(), new V1.Donations.DonationsClient(running.Service.Channel)).BeginAsync();

    [Fact]
    public async Task One_after_the_other_everything_that_fits_is_done_and_nothing_else()
    {
        var counties = new ConcurrentBag<string>();
        await deed.Array[1, 40].SampleAsync(async deeds =>
        {
            var book = await OpenAsync();
            counties.Add(book.County.Code);
            foreach (var next in deeds)
            {
                if (next.Doing == Doing.Donate) await book.DonateAsync(next.Amount);
                else if (next.Doing == Doing.Give)
                {
                    var of = book.Donations.ElementAt(next.Which % book.Donations.Count);
                    var left = book.Left(of);
                    long? expected = next.Amount <= left ? left - next.Amount : null;
                    Assert.Equal(expected, await book.GiveAsync(of, next));
                }
                else if (!book.Givings.IsEmpty)
                {
                    var of = book.Givings.ElementAt(next.Which % book.Givings.Count);
                    var (standing, left) = (book.Standing(of), book.Left(of.Of));
                    long? expected = next.Amount <= standing ? left + next.Amount : null;
                    Assert.Equal(expected, await book.TakeBackAsync(of, next));
                }
            }
            await book.AgreeAsync();
        }, iter: 20, threads: 2);
        await RecountedAsync(counties);
    }

    [Fact]
    public async Task At_once_neither_more_than_was_received_nor_more_than_was_given()
    {
        var counties = new ConcurrentBag<string>();
        await deed.Array[4, 8].Array[2, 5].SampleAsync(async rounds =>
        {
            var book = await OpenAsync();
            counties.Add(book.County.Code);
            foreach (var round in rounds)
            {
                var (donations, givings) = (book.Donations.ToArray(), book.Givings.ToArray());
                // Half of a round crowds at one donation or one giving.
                await Task.WhenAll(round.Select((next, i) => next.Doing switch
                {
                    Doing.Donate => book.DonateAsync(next.Amount),
                    Doing.TakeBack when givings.Length > 0 => book.TakeBackAsync(givings[i % 2 == 0 ? 0 : next.Which % givings.Length], next),
                    _ => book.GiveAsync(donations[i % 2 == 0 ? 0 : next.Which % donations.Length], next),
                }));
            }
            await book.AgreeAsync();
        }, iter: 12, threads: 2);
        await RecountedAsync(counties);
    }

    async Task RecountedAsync(ConcurrentBag<string> counties)
    {
        Assert.NotEmpty(counties);
        Assert.DoesNotContain((await running.Service.CheckFiguresAsync("Activity")).Lines, line => counties.Any(county => line.StartsWith(county, StringComparison.Ordinal)));
    }
}
