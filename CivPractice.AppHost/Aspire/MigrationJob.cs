using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace CivPractice.AppHost;

/// <summary>A `batch/v1` Job, which the Kubernetes publisher has no type for: it makes a Deployment of every project.</summary>
public sealed class MigrationJob() : Workload("batch/v1", "Job")
{
    /// <summary>What to run, and how often to try again.</summary>
    public MigrationJobSpec Spec { get; set; } = new();

    /// <inheritdoc/>
    public override PodTemplateSpecV1 PodTemplate => Spec.Template;

    /// <summary>Puts a Job with the same pod in the Deployment's place. A Job cannot be changed, so each revision of the release has its own.</summary>
    public static void Replace(KubernetesResource service)
    {
        if (service.Workload is not { } deployment) { return; }
        var job = new MigrationJob();
        job.Metadata.Name = $"{service.Name}-{{{{ .Release.Revision }}}}";
        foreach (var (name, value) in deployment.Metadata.Labels) { job.Metadata.Labels[name] = value; }
        job.Spec.Template = deployment.PodTemplate;
        job.Spec.Template.Spec.RestartPolicy = "OnFailure";
        service.Workload = job;
    }

    /// <summary>Lets a group write to the pod's volumes, which otherwise belong to root.</summary>
    public static void OwnVolumes(KubernetesResource service, long group)
    {
        if (service.Workload is { } workload) { workload.PodTemplate.Spec.SecurityContext = new PodSecurityContextV1 { FsGroup = group }; }
    }
}

/// <summary>The fields of a Job that are used here.</summary>
public sealed class MigrationJobSpec
{
    /// <summary>How often a failed pod is replaced.</summary>
    public int BackoffLimit { get; set; } = 10;

    /// <summary>The pod.</summary>
    public PodTemplateSpecV1 Template { get; set; } = new();
}
