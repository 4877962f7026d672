using System.Text;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Testing;
using SkiaSharp;

namespace CivPractice.Organization.Tests.Photos;

public sealed class PhotoImageTests
{
    // Left half red, right half blue: which side is up can be told from it.
    static byte[] Picture(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var blue = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(width / 2, 0, width, height, blue);
        }
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    static string Reason(byte[] content) => Assert.Throws<Fault>(() => PhotoImage.Of(content)).Reason;

    static char Colour(SKBitmap bitmap, double x, double y)
    {
        var colour = bitmap.GetPixel((int)(bitmap.Width * x), (int)(bitmap.Height * y));
        return (colour.Red, colour.Green, colour.Blue) switch
        {
            ( > 200, < 60, < 60) => 'r',
            ( < 60, < 60, > 200) => 'b',
            ( > 240, > 240, > 240) => 'w',
            _ => '?',
        };
    }

    [Fact]
    public void Nothing_of_where_and_by_what_it_was_taken_is_kept()
    {
        var original = TestPhoto.WithExif(Picture(160, 80), orientation: 1);
        Assert.Contains(TestPhoto.Secret, Encoding.Latin1.GetString(original), StringComparison.Ordinal);
        using (var data = SKData.CreateCopy(original))
        using (var codec = SKCodec.Create(data)) Assert.Equal((160, 80), (codec.Info.Width, codec.Info.Height));
        var kept = PhotoImage.Of(original);
        foreach (var bytes in new[] { kept.Full, kept.Small })
        {
            var text = Encoding.Latin1.GetString(bytes);
            Assert.DoesNotContain(TestPhoto.Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", text, StringComparison.Ordinal);
            Assert.DoesNotContain("http://ns.adobe.com", text, StringComparison.Ordinal);
            Assert.Equal([0xFF, 0xD8, 0xFF], bytes[..3]);
        }
        // Nor what hangs behind the picture.
        Assert.DoesNotContain("hidden behind", Encoding.Latin1.GetString(PhotoImage.Of([.. Picture(160, 80), .. "hidden behind"u8]).Full), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "rb")]
    [InlineData(2, "br")]
    [InlineData(3, "br")]
    [InlineData(4, "rb")]
    [InlineData(5, "r/b")]
    [InlineData(6, "r/b")]
    [InlineData(7, "b/r")]
    [InlineData(8, "b/r")]
    public void However_the_telephone_was_held_it_stands_upright(ushort orientation, string expected)
    {
        var kept = PhotoImage.Of(TestPhoto.WithExif(Picture(160, 80), orientation));
        var lies = expected.Contains('/', StringComparison.Ordinal);
        Assert.Equal(lies ? (80, 160) : (160, 80), (kept.Width, kept.Height));
        foreach (var bytes in new[] { kept.Full, kept.Small })
        {
            using var bitmap = SKBitmap.Decode(bytes);
            Assert.Equal(expected, lies ? $"{Colour(bitmap, 0.5, 0.2)}/{Colour(bitmap, 0.5, 0.8)}" : $"{Colour(bitmap, 0.2, 0.5)}{Colour(bitmap, 0.8, 0.5)}");
        }
    }

    [Theory]
    [InlineData(4000, 3000, 1600, 1200, 480, 360)]
    [InlineData(1000, 2500, 640, 1600, 192, 480)]
    [InlineData(300, 200, 300, 200, 300, 200)]
    [InlineData(3000, 2, 1600, 1, 480, 1)]
    public void The_longest_side_has_a_measure(int width, int height, int fullWidth, int fullHeight, int smallWidth, int smallHeight)
    {
        var kept = PhotoImage.Of(Picture(width, height));
        Assert.Equal((fullWidth, fullHeight), (kept.Width, kept.Height));
        using (var full = SKBitmap.Decode(kept.Full)) Assert.Equal((fullWidth, fullHeight), (full.Width, full.Height));
        using var small = SKBitmap.Decode(kept.Small);
        Assert.Equal((smallWidth, smallHeight), (small.Width, small.Height));
    }

    [Fact]
    public void Png_and_webp_come_in_and_what_was_transparent_is_white()
    {
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp })
        {
            using var bitmap = SKBitmap.Decode(PhotoImage.Of(Picture(160, 80, format)).Full);
            Assert.Equal("rb", $"{Colour(bitmap, 0.2, 0.5)}{Colour(bitmap, 0.8, 0.5)}");
        }
        using var empty = new SKBitmap(20, 20, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var png = empty.Encode(SKEncodedImageFormat.Png, 100);
        using var white = SKBitmap.Decode(PhotoImage.Of(png.ToArray()).Full);
        Assert.Equal('w', Colour(white, 0.5, 0.5));
    }

    [Fact]
    public void What_is_no_photo_is_refused_by_its_content()
    {
        Assert.Equal("EMPTY_FILE", Reason([]));
        Assert.Equal("FILE_TYPE", Reason("GIF89a"u8.ToArray()));
        Assert.Equal("FILE_TYPE", Reason("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()));
        Assert.Equal("FILE_TYPE", Reason("%PDF-1.7 x"u8.ToArray()));
        Assert.Equal("FILE_TYPE", Reason("RIFF....WAVEfmt "u8.ToArray()));
        Assert.Equal("PHOTO_DAMAGED", Reason([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]));
        var whole = Picture(400, 400, SKEncodedImageFormat.Png);
        Assert.Equal("PHOTO_DAMAGED", Reason(whole[..(whole.Length / 2)]));
    }

    [Fact]
    public void A_small_file_with_very_many_pixels_is_refused_by_its_head()
    {
        // The head says 300 million pixels; what follows is one line only, so that nobody could decode it.
        var bomb = TestPhoto.Png(1, 20_000, 1);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 15_000);
        var sum = uint.MaxValue;
        foreach (var b in bomb.AsSpan(12, 17))
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
        }
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), ~sum);
        Assert.True(bomb.Length < 2000, $"{bomb.Length}");
        Assert.Equal("PHOTO_TOO_LARGE", Reason(bomb));
    }

    [Fact]
    public async Task A_file_is_read_as_far_as_it_may_reach()
    {
        var large = new byte[PhotoImage.MostBytes + 1];
        Picture(20, 20).CopyTo(large, 0);
        Assert.Equal("FILE_TOO_LARGE", (await Assert.ThrowsAsync<Fault>(() => PhotoImage.ReadAsync(new MemoryStream(large), CancellationToken.None))).Reason);
    }
}
