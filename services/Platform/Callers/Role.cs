namespace CivPractice.Platform.Callers;

/// <summary>A role (角色): the permissions that it holds. Over which sites it holds them, and from when to when, says the grant.</summary>
public sealed class Role
{
    readonly HashSet<Permission> permissions;

    Role(string name, string title, Role? includes, params Permission[] permissions)
    {
        Name = name;
        Title = title;
        this.permissions = [.. permissions, .. includes?.permissions ?? []];
    }

    /// <summary>Stable name for programs.</summary>
    public string Name { get; }

    /// <summary>The role's Chinese name.</summary>
    public string Title { get; }

    public IReadOnlyCollection<Permission> Permissions => permissions;

    public bool Holds(Permission permission) => permissions.Contains(permission);

    static T May<T>() where T : Permission, new() => Permission.Of<T>();

    public static readonly Role Visitor = new("visitor", "游客", null,
        May<ReadSites>(), May<ReadTeams>(), May<PostNeeds>(), May<TrackNeeds>(), May<ReadActivities>(), May<ReadLectures>(), May<ReadDisclosures>(), May<OrderLectures>(),
        May<SignInHere>(), May<ReadCounties>(), May<ReadHonours>(), May<ReadCreation>(), May<ObjectToCreation>(), May<ReadStatistics>(), May<VerifyCertificates>());

    public static readonly Role Person = new("person", "居民、志愿者", Visitor,
        May<RegisterSelf>(), May<ReadOwnRecord>(), May<SignUpSelf>(), May<GiveLectures>(), May<UseOwnAccount>(), May<BookVenues>());

    public static readonly Role TeamLeader = new("team-leader", "队长", null,
        May<ReadNeeds>(), May<ServeNeeds>(), May<ManageActivities>(), May<ManageAttendance>(), May<ReadMembers>(), May<ManageShifts>());

    public static readonly Role StationClerk = new("station-clerk", "专管员", null,
        May<ReadPosts>(), May<ReadNeeds>(), May<VerifyNeeds>(), May<ManageActivities>(), May<ManageAttendance>(), May<ManageVolunteers>(),
        May<ReadVolunteers>(), May<ManageTeams>(), May<ManageMembers>(), May<ReadMembers>(), May<ReadHours>(), May<IssueCertificates>(), May<ManageLectures>(), May<ReadFigures>(), May<ManageVenues>(), May<KeepSitePhotos>(), May<ExportLists>(),
        May<CountVisitors>(), May<DeclareCreation>(), May<WriteNews>(), May<ReadAssessments>(), May<AppealScores>(), May<ManageNeighbourhoods>(), May<ReadDocuments>(),
        May<AnswerMobilizations>(), May<ManageShifts>(), May<RecordVisits>(), May<ReadVisitNotes>());

    public static readonly Role InstituteClerk = new("institute-clerk", "所管理员(组宣委员)", StationClerk,
        May<DispatchNeeds>(), May<CorrectHours>(), May<AssessSites>());

    public static readonly Role CenterOffice = new("center-office", "中心办公室", InstituteClerk,
        May<ManageSites>(), May<ImportSites>(), May<ImportVolunteers>(), May<ImportActivities>(), May<ImportLectures>(), May<ReviewCourses>(), May<ManagePosts>(), May<ManageAccounts>(), May<ManageGrants>(),
        May<ManageHonours>(), May<ImportHonours>(), May<ManageDictionaries>(), May<ReviewCreation>(), May<ManageLivelihood>(), May<ReviewNews>(), May<ManageSchemes>(), May<ManageDocuments>(),
        May<ManageMobilizations>(), May<ManageAssociations>(), May<ManageDonations>(), May<ImportDonations>(), May<ReadBeneficiaries>(),
        May<FreezeReports>(), May<RecordSnapshots>(), May<ImportSnapshots>(), May<ReadSamples>());

    /// <summary>Sees figures, sites, posts and documents of the counties, and keeps the city's own documents and coordination group; their personal rows stay closed by row-level security.</summary>
    public static readonly Role CityCoordinator = new("city-coordinator", "市级协调", null,
        May<ReadPosts>(), May<ReadFigures>(), May<ExportLists>(), May<ReadAssessments>(), May<ReadDocuments>(), May<ManageDocuments>(),
        May<FreezeReports>(), May<RecordSnapshots>(), May<ImportSnapshots>(), May<DrawSamples>(), May<ReadSamples>());

    public static readonly Role SpotChecker = new("spot-checker", "审核、抽查员", null,
        May<ReadPosts>(), May<ReadNeeds>(), May<ReadVolunteers>(), May<ReadHours>(), May<ReadMembers>(), May<ReadFigures>(), May<ExportLists>(), May<ReadAssessments>(), May<ReadDocuments>(), May<ReadBeneficiaries>(),
        May<DrawSamples>(), May<ReadSamples>());

    /// <summary>Runs the platform (运维): opens counties and their first accounts, sees nobody's rows.</summary>
    public static readonly Role Operator = new("operator", "运维", null,
        May<ManageCounties>(), May<ManageAccounts>(), May<ManageGrants>());

    /// <summary>Roles that somebody can be granted.</summary>
    public static readonly IReadOnlyList<Role> Granted = [TeamLeader, StationClerk, InstituteClerk, CenterOffice, CityCoordinator, SpotChecker, Operator];

    public static readonly IReadOnlyList<Role> All = [Visitor, Person, .. Granted];

    static readonly Dictionary<string, Role> byName = Granted.ToDictionary(role => role.Name);

    public static Role? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>What a caller may do without any grant.</summary>
    public static Role Of(CallerKind kind) => kind == CallerKind.Visitor ? Visitor : Person;
}
