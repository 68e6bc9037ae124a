using System.Text;
using DaneCore.Fuzz.Engine;

namespace DaneCore.Fuzz.Tests;

/// <summary>Every kept input, and some thousand mutations of them, in each test run.</summary>
public sealed class CorpusTests
{
    private const int Mutations = 2000;

    public static TheoryData<string> Targets => [.. Catalog.Targets.Select(target => target.Name)];

    public static TheoryData<string, string> Inputs =>
        [.. from target in Catalog.Targets from file in Corpus.Files(target.Name) select (target.Name, Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void KeptInput_Replayed_KeepsEveryPromise(string target, string file) =>
        Catalog.Find(target)!.Run(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "corpus", target, file)));

    [Theory]
    [MemberData(nameof(Targets))]
    public void KeptInputs_Mutated_KeepEveryPromise(string target)
    {
        IFuzzTarget parser = Catalog.Find(target)!;
        Mutator mutator = new(Corpus.Read(target), parser.Words, seed: 20260101);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] input = mutator.Next();
            Exception? escaped = Record.Exception(() => parser.Run(input));
            Assert.True(escaped is null, $"input {i} ({Show(input)}): {escaped}");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Target_Listed_HasInputsToStartFrom(string target) => Assert.NotEmpty(Corpus.Files(target));

    [Fact]
    public void Mutations_OfOneSeed_AreTheSameEachRun()
    {
        Mutator first = new(Corpus.Read("Message"), [], seed: 7);
        Mutator second = new(Corpus.Read("Message"), [], seed: 7);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(first.Next(), second.Next()));
    }

    private static string Show(byte[] input) =>
        input.Length > 400 ? Convert.ToBase64String(input) : $"{Convert.ToHexString(input)} = {Encoding.Latin1.GetString(input)}";
}
