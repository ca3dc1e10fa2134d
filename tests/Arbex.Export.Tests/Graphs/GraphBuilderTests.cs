using Arbex.Export.Graphs;
using Arbex.Inference.Onnx;

namespace Arbex.Export.Tests.Graphs;

public sealed class GraphBuilderTests
{
    private readonly GraphBuilder _graph = new();
    private readonly GraphValue _rows;

    public GraphBuilderTests() => _rows = _graph.Input("rows", ElementType.Float, [Dimension.Batch, 4]);

    [Fact]
    public void What_no_output_needs_is_left_out()
    {
        var needed = _graph.Rectify(_rows);
        _graph.Sigmoid(_graph.Rectify(_rows));
        _graph.Output("answer", needed);

        Assert.Equal("answer", Assert.Single(_graph.Build().Nodes).Output.Name);
    }

    [Fact]
    public void One_value_may_be_two_outputs()
    {
        var value = _graph.Rectify(_rows);
        _graph.Output("first", value);
        _graph.Output("second", value);

        Assert.Equal(["first", "second"], _graph.Build().Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Names_say_where_a_node_stands_and_never_repeat()
    {
        using (_graph.Part("head"))
        {
            Assert.Equal("head/Relu", _graph.Rectify(_rows).Name);
            Assert.Equal("head/Relu2", _graph.Rectify(_rows).Name);
        }

        Assert.Equal("Relu", _graph.Rectify(_rows).Name);
    }

    [Fact]
    public void Small_constants_are_kept_once_and_those_of_other_shapes_apart()
    {
        Assert.Same(_graph.Number(2), _graph.Number(2));
        Assert.NotSame(_graph.Number(2), _graph.Number(3));
        Assert.NotSame(_graph.Constant("row", [1, 2], [1, 2]), _graph.Constant("column", [2, 1], [1, 2]));
        Assert.Same(_graph.Integers("axes", 1), _graph.Integers("starts", 1));
    }

    [Fact]
    public void What_is_in_a_sensitive_part_is_sensitive()
    {
        using (_graph.SensitivePart("fusion"))
        {
            _graph.Output("inside", _graph.Rectify(_rows));
        }

        _graph.Output("outside", _graph.Rectify(_rows));
        _graph.Output("softmax", _graph.Softmax(_rows));
        Assert.Equal([true, false, true], _graph.Build().Nodes.Select(node => node.IsSensitive));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_when_the_graph_is_built()
    {
        var wide = _graph.Constant("wide", [5], new float[5]);
        Assert.Throws<ArgumentException>(() => _graph.Plus(_rows, wide));
        Assert.Throws<ArgumentException>(() => _graph.Reshape(_rows, [Dimension.Batch, 5]));
        Assert.Throws<ArgumentException>(() => _graph.Reshape(_rows, [4]));
        Assert.Throws<ArgumentException>(() => _graph.Linear(_rows, _graph.Constant("w", [2, 5], new float[10]), wide));
        Assert.Throws<ArgumentException>(() => _graph.Product(_rows, _rows));
        Assert.Throws<ArgumentException>(() => _graph.Constant("short", [3], new float[2]));
    }

    [Fact]
    public void A_reshape_to_the_same_shape_is_no_node() =>
        Assert.Same(_rows, _graph.Reshape(_rows, [Dimension.Batch, 4]));
}
