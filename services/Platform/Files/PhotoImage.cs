using CivPractice.Platform.Faults;
using SkiaSharp;

namespace CivPractice.Platform.Files;

/// <summary>
/// A photo as it is kept (照片): made anew from the pixels of what was brought, turned upright, in two sizes. Nothing else of the original stays: no EXIF, no place where it was taken,
/// no device, no comment, nothing that hides behind the picture.
/// </summary>
/// <param name="Full">JPEG.</param>
/// <param name="Small">JPEG, for lists and old phones.</param>
/// <param name="Width">Of the full one, in pixels.</param>
/// <param name="Height">Of the full one, in pixels.</param>
public sealed record PhotoImage(byte[] Full, byte[] Small, int Width, int Height)
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MostBytes = 10L * 1024 * 1024;

    /// <summary>The most pixels that are decoded: 160 MB of memory, once at a time. Phones take 12 to 50 million.</summary>
    public const long MostPixels = 40_000_000;

    /// <summary>The longest side of the full one and of the small one, in pixels.</summary>
    public const int FullSide = 1600, SmallSide = 480;

    /// <summary>What both are, whatever was brought.</summary>
    public const string ContentType = "image/jpeg";

    const int quality = 82;

    // One at a time: two large ones at once are half of a county's small machine.
    static readonly SemaphoreSlim turn = new(1);

    /// <summary>Reads what was brought, as far as it may reach.</summary>
    /// <exception cref="Fault">FILE_TOO_LARGE; EMPTY_FILE; FILE_TYPE for anything but JPEG, PNG and WebP by content; PHOTO_TOO_LARGE beyond <see cref="MostPixels"/>, told by its head and before it is decoded; PHOTO_DAMAGED.</exception>
    public static async Task<PhotoImage> ReadAsync(Stream content, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (memory.Length + read > MostBytes) throw TooLarge();
            memory.Write(buffer, 0, read);
        }
        await turn.WaitAsync(cancel);
        try { return await Task.Run(() => Of(memory.ToArray()), cancel); }
        finally { turn.Release(); }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static PhotoImage Of(byte[] content)
    {
        if (content.Length == 0) throw Wrong("EMPTY_FILE", "文件是空的");
        // Only these three decoders are ever asked.
        if (!IsKnown(content)) throw Wrong("FILE_TYPE", "只收 JPEG、PNG、WebP 照片,按内容识别,改后缀名没有用");
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data) ?? throw Damaged();
        var size = codec.Info.Size;
        if ((long)size.Width * size.Height > MostPixels) throw Wrong("PHOTO_TOO_LARGE", $"照片太大,最多 {MostPixels / 10_000} 万像素,这张有 {(long)size.Width * size.Height / 10_000} 万");
        if (size.Width == 0 || size.Height == 0) throw Damaged();

        using var decoded = Decode(codec, size);
        using var raw = SKImage.FromBitmap(decoded);
        using var full = Upright(raw, codec.EncodedOrigin, size);
        using var small = Drawn(full, Fitted(full.Width, full.Height, SmallSide), SKMatrix.Identity, full.Width, full.Height);
        return new PhotoImage(Encode(full), Encode(small), full.Width, full.Height);
    }

    internal static Fault TooLarge() => Wrong("FILE_TOO_LARGE", $"照片文件太大,最多 {MostBytes / 1024 / 1024} MB");

    static bool IsKnown(ReadOnlySpan<byte> content) =>
        content.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || content.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || content.StartsWith("RIFF"u8) && content.Length > 12 && content[8..].StartsWith("WEBP"u8);

    // A JPEG is decoded in eighths of its size, so that a large one costs no more than what is kept of it.
    static SKBitmap Decode(SKCodec codec, SKSizeI size)
    {
        var wanted = (float)FullSide / Math.Max(size.Width, size.Height);
        var eighths = Math.Clamp((int)Math.Ceiling(wanted * 8), 1, 8);
        var scaled = eighths == 8 ? size : codec.GetScaledDimensions(eighths / 8f);
        var bitmap = new SKBitmap();
        using var colours = SKColorSpace.CreateSrgb();
        if (bitmap.TryAllocPixels(new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours)) && codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success) return bitmap;
        bitmap.Dispose();
        throw Damaged();
    }

    // Its measure follows from the size that it had; what was decoded may be rounded to eighths.
    static SKImage Upright(SKImage raw, SKEncodedOrigin origin, SKSizeI size)
    {
        var lies = origin >= SKEncodedOrigin.LeftTop;
        var (width, height) = lies ? (raw.Height, raw.Width) : (raw.Width, raw.Height);
        return Drawn(raw, lies ? Fitted(size.Height, size.Width, FullSide) : Fitted(size.Width, size.Height, FullSide), Turn(origin, width, height), width, height);
    }

    /// <summary>How the pixels of a camera that was held otherwise come upright.</summary>
    /// <param name="width">Of the upright one.</param>
    static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => Matrix(-1, 0, width, 0, 1, 0),
        SKEncodedOrigin.BottomRight => Matrix(-1, 0, width, 0, -1, height),
        SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, height),
        SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
        SKEncodedOrigin.RightTop => Matrix(0, -1, width, 1, 0, 0),
        SKEncodedOrigin.RightBottom => Matrix(0, -1, width, -1, 0, height),
        SKEncodedOrigin.LeftBottom => Matrix(0, 1, 0, -1, 0, height),
        _ => SKMatrix.Identity,
    };

    static SKMatrix Matrix(float scaleX, float skewX, float moveX, float skewY, float scaleY, float moveY) => new(scaleX, skewX, moveX, skewY, scaleY, moveY, 0, 0, 1);

    static SKSizeI Fitted(int width, int height, int side)
    {
        var scale = Math.Min(1.0, (double)side / Math.Max(width, height));
        return new SKSizeI(Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    // On white: what was transparent would be black in a JPEG.
    static SKImage Drawn(SKImage image, SKSizeI size, SKMatrix turn, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque)) ?? throw Damaged();
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale((float)size.Width / width, (float)size.Height / height);
        surface.Canvas.Concat(turn);
        surface.Canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return surface.Snapshot();
    }

    static byte[] Encode(SKImage image)
    {
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, quality) ?? throw Damaged();
        return data.ToArray();
    }

    static Fault Damaged() => Wrong("PHOTO_DAMAGED", "照片打不开,可能没有传完整,请重新选择");

    static Fault Wrong(string reason, string message) => Fault.Invalid("file", reason, message);
}
