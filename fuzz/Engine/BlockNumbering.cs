using System.Globalization;
using dnlib.DotNet;
using dnlib.DotNet.Emit;

namespace DaneCore.Fuzz.Engine;

/// <summary>
/// Turns assemblies that SharpFuzz instrumented for edges into ones that tell which of their blocks ran. SharpFuzz counts at a hash of two numbers, which
/// says how much is new and not how much there is; here each block gets a number of its own and a mark that stays. The list of
/// blocks, with the type each is of, goes into a file beside the assemblies.
/// </summary>
internal static class BlockNumbering
{
    /// <summary>The file's name: a line for each block, in the order of their numbers.</summary>
    public const string ListName = "blocks.txt";

    /// <summary>Numbers the blocks of all instrumented assemblies in a folder, in place; how many there are.</summary>
    public static int Number(string folder)
    {
        List<string> types = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*anecore*.dll", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal))
        {
            byte[] octets = File.ReadAllBytes(path);
            using var module = ModuleDefMD.Load(octets);
            int before = types.Count;
            foreach (MethodDef method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                // Every block is numbered, or it would be counted where nobody expects it; those of the compiler are of no type.
                string owner = IsOfCompiler(method) ? "" : OutermostOf(method.DeclaringType).FullName;
                for (int block = Number(method, types.Count); block > 0; block--)
                {
                    types.Add(owner);
                }
            }

            if (types.Count > before)
            {
                module.Write(path);
            }
        }

        File.WriteAllLines(Path.Combine(folder, ListName), types);
        return types.Count;
    }

    // How many blocks the method has. Each begins: the map, a number, the block before, xor, add, dup, the count, one, add, ...
    private static int Number(MethodDef method, int next)
    {
        IList<Instruction> code = method.Body.Instructions;
        int found = 0;
        for (int i = 0; i + 2 < code.Count; i++)
        {
            if (IsTrace(code[i], "SharedMem") && code[i + 1].IsLdcI4() && IsTrace(code[i + 2], "PrevLocation"))
            {
                (code[i + 1].OpCode, code[i + 1].Operand) = (OpCodes.Ldc_I4, next + found);
                (code[i + 2].OpCode, code[i + 2].Operand) = (OpCodes.Ldc_I4_0, null);

                // A count would come round to nothing after 256 times.
                Instruction one = code.Skip(i + 3).First(instruction => instruction.IsLdcI4() && instruction.GetLdcI4Value() == 1);
                int add = code.IndexOf(one) + 1;
                if (code[add].OpCode != OpCodes.Add)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{method.FullName}: SharpFuzz counts in another way"));
                }

                code[add].OpCode = OpCodes.Or;
                found++;
            }
        }

        return found;
    }

    // What records get for nothing says nothing about what somebody wrote.
    private static bool IsOfCompiler(MethodDef method) => method.CustomAttributes.IsDefined("System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    private static bool IsTrace(Instruction instruction, string field) =>
        instruction.OpCode == OpCodes.Ldsfld && instruction.Operand is IField { Name: var name, DeclaringType.Name: var type } && name == field && type == "Trace";

    private static TypeDef OutermostOf(TypeDef type) => type.DeclaringType is null ? type : OutermostOf(type.DeclaringType);
}
