using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CivPractice.Portal.Shared;

/// <summary>
/// The key that forms are sealed with (against forged posts, and for what a form carries from step to step). It is derived from the house's secret key, so it is the
/// same after a restart and in every replica, and lies in no file.
/// </summary>
public static class SealedForms
{
    public static void AddSealedForms(this WebApplicationBuilder builder)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("civpractice-portal");
        if (builder.Configuration["CIV_SECRET_KEY"] is { Length: > 0 } secret)
            protection.DisableAutomaticKeyGeneration().Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new DerivedKey(secret));
        else
            protection.UseEphemeralDataProtectionProvider();

        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "civ_form";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    sealed class DerivedKey(string secret) : IXmlRepository
    {
        readonly byte[] bytes = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 64, info: "civpractice portal forms"u8.ToArray());

        public IReadOnlyCollection<XElement> GetAllElements() => [new XElement("key",
            new XAttribute("id", new Guid(SHA256.HashData(bytes).AsSpan(0, 16))), new XAttribute("version", 1),
            new XElement("creationDate", "2020-01-01T00:00:00Z"), new XElement("activationDate", "2020-01-01T00:00:00Z"), new XElement("expirationDate", "2999-01-01T00:00:00Z"),
            new XElement("descriptor", new XAttribute("deserializerType", typeof(AuthenticatedEncryptorDescriptorDeserializer).AssemblyQualifiedName!),
                new XElement("descriptor",
                    new XElement("encryption", new XAttribute("algorithm", "AES_256_CBC")), new XElement("validation", new XAttribute("algorithm", "HMACSHA256")),
                    new XElement("masterKey", new XElement("value", Convert.ToBase64String(bytes))))))];

        public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("The key is derived, not stored.");
    }
}
