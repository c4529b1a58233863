using System.Reflection;

namespace DeepHealth.Architecture.Tests;

/// <summary>Names of members as the compiler writes them into a documentation file.</summary>
/// <remarks>C# language specification, annex D.4.2 "ID string format".</remarks>
internal static class DocumentationId
{
    /// <summary>The name of a type, method, property, field or event.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        Type type => $"T:{NameOf(type)}",
        FieldInfo field => $"F:{NameOf(field.DeclaringType!)}.{field.Name}",
        EventInfo signal => $"E:{NameOf(signal.DeclaringType!)}.{signal.Name}",
        PropertyInfo property => $"P:{NameOf(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        MethodBase method => $"M:{NameOf(method.DeclaringType!)}.{MethodName(method)}{Parameters(method.GetParameters())}{Conversion(method)}",
        _ => throw new ArgumentException($"DocumentationId: {member} is of the unknown kind {member.MemberType}.", nameof(member)),
    };

    // A definition keeps the number of its type parameters: Outer`1.Inner.
    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string MethodName(MethodBase method)
        => method.Name.Replace('.', '#') + (method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "");

    private static string Parameters(ParameterInfo[] parameters)
        => parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Use(parameter.ParameterType)))})";

    private static string Conversion(MethodBase method)
        => method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? $"~{Use(conversion.ReturnType)}" : "";

    // A type where it is used: type parameters by position, arguments in braces.
    private static string Use(Type type)
    {
        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        if (type.HasElementType)
        {
            string element = Use(type.GetElementType()!);
            return type switch
            {
                { IsByRef: true } => $"{element}@",
                { IsPointer: true } => $"{element}*",
                _ when type.GetArrayRank() == 1 => $"{element}[]",
                _ => $"{element}[{string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()))}]",
            };
        }

        if (!type.IsGenericType)
        {
            return NameOf(type);
        }

        // Arguments belong to the nesting level that declares them: Outer{A}.Inner{B}.
        Queue<Type> arguments = new(type.GetGenericArguments());
        return string.Join('.', type.GetGenericTypeDefinition().FullName!.Split('+').Select(level =>
        {
            string[] parts = level.Split('`');
            return parts.Length == 1
                ? parts[0]
                : $"{parts[0]}{{{string.Join(',', Enumerable.Range(0, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)).Select(_ => Use(arguments.Dequeue())))}}}";
        }));
    }
}
