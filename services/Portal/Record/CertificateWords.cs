using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Record;

/// <summary>Words of certificates (记录证明).</summary>
static class CertificateWords
{
    internal static (string Text, string Kind) Said(this CertificateState state) => state switch
    {
        CertificateState.Valid => ("有效", "good"),
        CertificateState.Replaced => ("已被替换", "warn"),
        CertificateState.Revoked => ("已撤销", "bad"),
        _ => ("", ""),
    };
}
