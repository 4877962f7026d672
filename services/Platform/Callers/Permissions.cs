namespace CivPractice.Platform.Callers;

// Organization
public sealed record ReadSites() : Permission("sites.read", "查看站点");
public sealed record ManageSites() : Permission("sites.manage", "维护站点");
public sealed record ImportSites() : Permission("sites.import", "导入行政区划、站点、阵地资源");
public sealed record KeepSitePhotos() : Permission("sites.photos", "维护站点照片");
public sealed record ManageVenues() : Permission("venues.manage", "维护阵地资源");
public sealed record ReadPosts() : Permission("posts.read", "查看岗位和任职");
public sealed record ManagePosts() : Permission("posts.manage", "维护岗位和任职");
public sealed record ReadHonours() : Permission("honours.read", "查看荣誉");
public sealed record ManageHonours() : Permission("honours.manage", "登记、核验荣誉");
public sealed record ImportHonours() : Permission("honours.import", "导入字典、基地、荣誉");
public sealed record ManageDictionaries() : Permission("dictionaries.manage", "维护本地字典");
public sealed record BookVenues() : Permission("venues.book", "预约阵地");
public sealed record CountVisitors() : Permission("visits.count", "登记到访人数、群众心声");
public sealed record ReadCreation() : Permission("creation.read", "查看文明创建");
public sealed record ObjectToCreation() : Permission("creation.object", "对公示提异议");
public sealed record DeclareCreation() : Permission("creation.declare", "申报文明创建");
public sealed record ReviewCreation() : Permission("creation.review", "评议、公示、命名、复查");
public sealed record ManageLivelihood() : Permission("livelihood.manage", "维护民生实事");
public sealed record WriteNews() : Permission("news.write", "写新闻");
public sealed record ReviewNews() : Permission("news.review", "审核、发布新闻");
public sealed record ReadAssessments() : Permission("assessments.read", "查看五有、考核");
public sealed record AssessSites() : Permission("assessments.assess", "评定五有、手工评分");
public sealed record AppealScores() : Permission("assessments.appeal", "对考核得分申诉");
public sealed record ManageSchemes() : Permission("assessments.manage", "维护考核方案、处理申诉");
public sealed record ManageNeighbourhoods() : Permission("neighbourhoods.manage", "维护小区和人口");
public sealed record ReadDocuments() : Permission("documents.read", "查看文件、任务、协调小组");
public sealed record ManageDocuments() : Permission("documents.manage", "维护文件、任务、试点、协调小组");

// Volunteer
public sealed record ImportVolunteers() : Permission("volunteers.import", "导入志愿者、队伍、队员、时长");
public sealed record RegisterSelf() : Permission("volunteers.register-self", "登记为志愿者");
public sealed record ManageVolunteers() : Permission("volunteers.manage", "登记和维护志愿者");
public sealed record ReadVolunteers() : Permission("volunteers.read", "查看志愿者名册");
public sealed record ReadOwnRecord() : Permission("record.read-own", "查看自己的记录");
public sealed record ReadTeams() : Permission("teams.read", "查看队伍");
public sealed record ManageTeams() : Permission("teams.manage", "维护队伍");
public sealed record ManageMembers() : Permission("members.manage", "维护队员");
public sealed record ReadMembers() : Permission("members.read", "查看队员");
public sealed record ReadHours() : Permission("hours.read", "查看时长台账");
public sealed record CorrectHours() : Permission("hours.correct", "更正时长");

public sealed record IssueCertificates() : Permission("certificates.issue", "出具和撤销志愿服务记录证明");
public sealed record VerifyCertificates() : Permission("certificates.verify", "凭编号和验证码核验记录证明");

public sealed record ManageAssociations() : Permission("associations.manage", "维护志愿服务组织和品牌");

// Activity
public sealed record PostNeeds() : Permission("needs.post", "提需求");
public sealed record TrackNeeds() : Permission("needs.track", "凭编号和查询码查进度、撤回、评价");
public sealed record ReadNeeds() : Permission("needs.read", "查看需求");
public sealed record VerifyNeeds() : Permission("needs.verify", "核实需求");
public sealed record DispatchNeeds() : Permission("needs.dispatch", "派单");
public sealed record ServeNeeds() : Permission("needs.serve", "接单");
public sealed record ReadActivities() : Permission("activities.read", "查看活动");
public sealed record ImportActivities() : Permission("activities.import", "导入项目、活动");
public sealed record ManageActivities() : Permission("activities.manage", "组织活动");
public sealed record SignUpSelf() : Permission("activities.sign-up", "报名、签到、签退");
public sealed record ManageAttendance() : Permission("attendance.manage", "维护到场名单");

public sealed record ManageMobilizations() : Permission("mobilizations.manage", "发布和结束应急动员");
public sealed record AnswerMobilizations() : Permission("mobilizations.answer", "代表站点响应动员、查看待命人员");
public sealed record ManageShifts() : Permission("mobilizations.shifts", "代表队伍响应动员,安排任务、班次、到位核对、交接");
public sealed record RecordVisits() : Permission("visits.record", "登记和查看入户走访");
public sealed record ReadVisitNotes() : Permission("visit-notes.read", "查看走访的情况说明,每次说明用途");
public sealed record ReadDisclosures() : Permission("donations.read", "查看捐赠和发放公示");
public sealed record ManageDonations() : Permission("donations.manage", "登记捐赠、帮扶对象、发放");
public sealed record ImportDonations() : Permission("donations.import", "导入捐赠、帮扶对象、发放");
public sealed record ReadBeneficiaries() : Permission("beneficiaries.read", "查看帮扶对象和捐赠人姓名,每次说明用途");

// Lecture
public sealed record ReadLectures() : Permission("lectures.read", "查看宣讲");
public sealed record ManageLectures() : Permission("lectures.manage", "组织宣讲");
public sealed record OrderLectures() : Permission("lectures.order", "点宣讲,凭编号和查询码查进度、撤回、反馈");
public sealed record GiveLectures() : Permission("lectures.give", "查看和登记自己的宣讲");
public sealed record ReviewCourses() : Permission("courses.review", "审核宣讲课程");
public sealed record ImportLectures() : Permission("lectures.import", "导入宣讲队伍、宣讲员、场次");

// Every owner
public sealed record ExportLists() : Permission("lists.export", "导出清单");

// Report
public sealed record ReadFigures() : Permission("figures.read", "查看统计数");
public sealed record ReadStatistics() : Permission("statistics.read", "查看公布的统计和指标字典");
public sealed record FreezeReports() : Permission("reports.freeze", "报告定稿、公布");
public sealed record RecordSnapshots() : Permission("snapshots.record", "登记外部系统快照");
public sealed record ImportSnapshots() : Permission("snapshots.import", "导入外部系统快照");
public sealed record DrawSamples() : Permission("samples.draw", "抽取抽查样本、登记和公布抽查结果");
public sealed record ReadSamples() : Permission("samples.read", "查看抽查样本");

// Gateway
public sealed record SignInHere() : Permission("accounts.sign-in", "注册、登录、找回密码");
public sealed record UseOwnAccount() : Permission("accounts.use-own", "使用自己的账号");
public sealed record ManageAccounts() : Permission("accounts.manage", "开通账号");
public sealed record ManageGrants() : Permission("grants.manage", "授权");
public sealed record ReadCounties() : Permission("counties.read", "查看县区");
public sealed record ManageCounties() : Permission("counties.manage", "开通县区");
