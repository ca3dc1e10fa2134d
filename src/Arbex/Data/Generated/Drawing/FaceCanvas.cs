using SkiaSharp;

namespace Arbex.Data.Generated.Drawing;

/// <summary>What is drawn and what it is drawn on, with the few strokes that all parts of a face share.</summary>
internal sealed class FaceCanvas : IDisposable
{
    private readonly SKPaint _paint = new()
    {
        IsAntialias = true,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round
    };

    public FaceCanvas(SKCanvas canvas, FaceCharacter character, ExpressionParameters expression, FaceScene scene)
    {
        Canvas = canvas;
        Character = character;
        Expression = expression;
        Scene = scene;
        Surface = new(scene.Yaw, scene.Pitch);
        Head = HeadShape.Outline(this);
    }

    public SKCanvas Canvas { get; }

    public FaceCharacter Character { get; }

    public ExpressionParameters Expression { get; }

    public FaceScene Scene { get; }

    public FaceSurface Surface { get; }

    /// <summary>The edge of the head from ear to ear over the chin.</summary>
    public SKPath Head { get; }

    /// <summary>Colour of skin in shadow.</summary>
    public RgbColor SkinShadow => Character.Skin.Mix(RgbColor.FromCode(0x6B2B2B), 0.3f).Darker(0.08f);

    /// <summary>Colour of lines in the skin.</summary>
    public RgbColor SkinLine => Character.Skin.Mix(RgbColor.FromCode(0x4A1820), 0.5f).Darker(0.12f);

    public void Fill(SKPath path, SKColor color)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = color;
        Canvas.DrawPath(path, _paint);
    }

    public void FillLinear(SKPath path, SKPoint from, SKPoint to, SKColor first, SKColor last)
    {
        using var shader = SKShader.CreateLinearGradient(from, to, [first, last], SKShaderTileMode.Clamp);
        FillShaded(path, shader);
    }

    public void FillRadial(SKPath path, SKPoint centre, float radius, SKColor inner, SKColor outer)
    {
        using var shader = SKShader.CreateRadialGradient(centre, radius, [inner, outer], SKShaderTileMode.Clamp);
        FillShaded(path, shader);
    }

    public void Stroke(SKPath path, SKColor color, float width)
    {
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeWidth = width;
        _paint.Color = color;
        Canvas.DrawPath(path, _paint);
    }

    public void Curve(SKColor color, float width, params ReadOnlySpan<SKPoint> points)
    {
        using var path = FaceOutline.Smooth(false, points);
        Stroke(path, color, width);
    }

    public void Dot(SKPoint centre, float radius, SKColor color)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = color;
        Canvas.DrawOval(centre, new SKSize(radius, radius), _paint);
    }

    public void Oval(SKPoint centre, float radiusX, float radiusY, SKColor color)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = color;
        Canvas.DrawOval(centre, new SKSize(radiusX, radiusY), _paint);
    }

    /// <summary>A soft round spot that fades out.</summary>
    public void Glow(SKPoint centre, float radius, SKColor color)
    {
        using var path = FaceOutline.Oval(centre, radius, radius);
        FillRadial(path, centre, radius, color, color.WithAlpha(0));
    }

    public void Inside(SKPath clip, Action draw)
    {
        Canvas.Save();
        Canvas.ClipPath(clip, SKClipOperation.Intersect, true);
        draw();
        Canvas.Restore();
    }

    public void Dispose()
    {
        Head.Dispose();
        _paint.Dispose();
    }

    private void FillShaded(SKPath path, SKShader shader)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.Black;
        _paint.Shader = shader;
        Canvas.DrawPath(path, _paint);
        _paint.Shader = null;
    }
}
