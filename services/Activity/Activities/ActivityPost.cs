using CivPractice.Platform.Database;

namespace CivPractice.Activity.Activities;

/// <summary>A post to fill (招募岗位), and how far it is filled. Every sign-up and cancellation goes through this row's lock, so it is never overbooked.</summary>
public sealed class ActivityPost : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid ActivityId { get; init; }

    /// <summary>Order on the page, from 1.</summary>
    public required int No { get; init; }
    public required string Title { get; init; }

    /// <summary>1 to 5000.</summary>
    public required int Capacity { get; init; }
    public int Taken { get; private set; }
    public int Waiting { get; private set; }

    /// <summary>Sign-ups so far: the sequence by which the waiting list is served.</summary>
    public long Queue { get; private set; }

    /// <summary>Whether the latest sign-up got a place; written only so that the statement that counts it can return it.</summary>
    public bool Placed { get; private set; }

    /// <summary>Whether sign-ups are taken; closed under the row's lock when the activity is cancelled or completed, so that none slips in.</summary>
    public bool Open { get; private set; }

    /// <summary>Skill that is required (技能); empty for none.</summary>
    public required string Skill { get; init; }

    /// <summary>Least age in full years on the day of the activity; 0 for none.</summary>
    public required int LeastAge { get; init; }

    public void StartRecruiting() => Open = true;

    public void Close()
    {
        Open = false;
        Waiting = 0;
    }

    /// <summary>Closes and empties the post of a cancelled activity.</summary>
    public void Empty()
    {
        Close();
        Taken = 0;
    }

    /// <summary>A place was given back.</summary>
    public void GiveBack() => Taken--;

    /// <summary>Somebody left the waiting list.</summary>
    public void Unqueue() => Waiting--;

    /// <summary>The next of the waiting list moves up (候补转正).</summary>
    public void Promote()
    {
        Waiting--;
        Taken++;
    }
}
