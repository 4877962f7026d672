using CivPractice.Activity.V1;

namespace CivPractice.Activity.SignUps;

/// <summary>The states of a sign-up as people call them.</summary>
public static class SignUpWords
{
    public static string Title(this SignUpStatus status) => status switch
    {
        SignUpStatus.SignedUp => "已报名",
        SignUpStatus.Waiting => "候补",
        SignUpStatus.CheckedIn => "已签到",
        SignUpStatus.CheckedOut => "已签退",
        SignUpStatus.Credited => "已计时",
        SignUpStatus.SignUpCancelled => "已取消",
        SignUpStatus.NoShow => "未到",
        _ => "未知",
    };
}
