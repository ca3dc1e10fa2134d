using Arbex.Data.Generated.Drawing;
using Arbex.Imaging;

using SkiaSharp;

namespace Arbex.Data.Generated;

/// <summary>Draws faces.</summary>
/// <remarks>
/// The same arguments give the same pixels on one machine. Another processor's floating-point instructions may round
/// an edge pixel by one level, so stored pictures are compared with a tolerance.
/// </remarks>
/// <threadsafety>Calls share nothing and may run at the same time.</threadsafety>
public static class GeneratedFaceRenderer
{
    private const float HalfFaceHeight = 0.37f;
    private const float MiddleY = 0.53f;

    /// <summary>Draws one picture.</summary>
    /// <param name="character">Who is drawn.</param>
    /// <param name="expression">What the face does.</param>
    /// <param name="scene">How it is seen.</param>
    /// <param name="size">Width and height in pixels, at least 16.</param>
    public static ImageBuffer Render(FaceCharacter character, ExpressionParameters expression, FaceScene scene,
        int size)
    {
        ArgumentNullException.ThrowIfNull(character);
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        using var surface = SKSurface.Create(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new ArbexException(
                $"No drawing surface of {size}x{size} pixels could be made. Ask for a smaller size.");
        var canvas = surface.Canvas;
        var isBlurred = scene.Blur * size > 0.2f;
        if (isBlurred)
        {
            Camera.BeginBlur(canvas, scene.Blur * size);
        }

        canvas.Scale(size);
        using var face = new FaceCanvas(canvas, character, expression, scene);
        Surroundings.DrawBackground(face);
        canvas.Translate(0.5f + scene.ShiftX, MiddleY + scene.ShiftY);
        canvas.RotateDegrees(scene.Roll);
        canvas.Scale(HalfFaceHeight * scene.Scale);
        DrawFace(face);
        if (isBlurred)
        {
            canvas.Restore();
        }

        return Camera.Take(surface, scene, size);
    }

    private static void DrawFace(FaceCanvas face)
    {
        HairShape.DrawBehind(face);
        WornThings.DrawScarfBehind(face);
        HeadShape.DrawBody(face);
        HeadShape.DrawEars(face);
        HeadShape.DrawHead(face);
        HeadShape.DrawFreckles(face);
        BeardShape.Draw(face);
        BrowShape.DrawForehead(face);
        EyeShape.Draw(face);
        NoseShape.Draw(face);
        MouthShape.Draw(face);
        HairShape.DrawFront(face);
        BrowShape.Draw(face);
        WornThings.DrawGlasses(face);
        WornThings.DrawHeadWear(face);
        Surroundings.DrawOcclusion(face);
    }
}
