namespace Arbex.Checkpoints.Pickles;

/// <summary>
/// What a pickle may ask for beyond plain values. An implementation decides by name and runs nothing of the file.
/// </summary>
internal interface IPickleWorld
{
    /// <summary>Refuses a name that no file of this kind has, as soon as it is named.</summary>
    void CheckName(PickleGlobal name);

    /// <summary>What a call of a function gives (<c>__reduce__</c>); refuses functions that are not known.</summary>
    object? Call(PickleGlobal function, PickleTuple arguments);

    /// <summary>A new object of a class (<c>__new__</c>).</summary>
    object? Create(PickleGlobal type, PickleTuple arguments);

    /// <summary>What stands for something that is stored outside of the pickle.</summary>
    object? Find(object? persistentId);
}
