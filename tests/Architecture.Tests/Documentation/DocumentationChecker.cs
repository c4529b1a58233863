using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace DeepHealth.Architecture.Tests;

/// <summary>Finds members that users can see and that no documentation describes.</summary>
/// <param name="documentation">The documentation file of the assembly.</param>
internal sealed class DocumentationChecker(XDocument documentation)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, XElement> _members =
        documentation.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, member => member);

    /// <summary>Names of the undocumented members of types, and of undocumented parameters of primary constructors.</summary>
    public IEnumerable<string> Missing(IEnumerable<Type> types) => types.Where(IsVisible).SelectMany(Missing);

    private IEnumerable<string> Missing(Type type)
    {
        if (!IsDocumented(type))
        {
            yield return DocumentationId.Of(type);
        }

        // The members of a delegate are the runtime's.
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            yield break;
        }

        foreach (MemberInfo member in type.GetMembers(Declared).Where(NeedsDocumentation).Where(member => !IsDocumented(member)))
        {
            yield return DocumentationId.Of(member);
        }

        foreach (string parameter in MissingPrimaryParameters(type))
        {
            yield return parameter;
        }
    }

    // The compiler gives a primary constructor the documentation of its type, and no other constructor.
    private IEnumerable<string> MissingPrimaryParameters(Type type)
    {
        string? ofType = _members.GetValueOrDefault(DocumentationId.Of(type))?.Value;
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(NeedsDocumentation))
        {
            if (_members.GetValueOrDefault(DocumentationId.Of(constructor)) is { } element && element.Value == ofType)
            {
                string[] named = [.. element.Elements("param").Where(HasText).Select(parameter => parameter.Attribute("name")!.Value)];
                foreach (ParameterInfo parameter in constructor.GetParameters().Where(parameter => !named.Contains(parameter.Name)))
                {
                    yield return $"{DocumentationId.Of(constructor)} parameter {parameter.Name}";
                }
            }
        }
    }

    private bool IsDocumented(MemberInfo member)
        => _members.GetValueOrDefault(DocumentationId.Of(member)) is { } element
            && (element.Descendants("inheritdoc").Any() || element.Elements("summary").Any(HasText));

    private static bool HasText(XElement element) => element.Elements().Any() || !string.IsNullOrWhiteSpace(element.Value);

    private static bool IsVisible(Type type)
        => type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static bool NeedsDocumentation(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member switch
    {
        // Accessors belong to their property or event; operators are special names too.
        MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),

        // Whether a constructor without parameters was written by hand cannot be seen here; the compiler (CS1591) sees it.
        ConstructorInfo constructor => IsVisible(constructor) && constructor.GetParameters().Length > 0,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo signal => IsVisible(signal.AddMethod!),
        FieldInfo field => !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly),
        _ => false,
    };

    // What a sealed type declares as protected can only be an override, and is documented like one.
    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
