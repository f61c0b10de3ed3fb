package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of a document come from.
 *
 * @param taken what files say, in the order of the document
 * @param guessed what none of them says
 */
public record Provenance(List<Taken> taken, List<Guess> guessed) {
  /** Copies. */
  public Provenance {
    taken = List.copyOf(taken);
    guessed = List.copyOf(guessed);
  }

  /**
   * A value that a file says.
   *
   * @param what which, such as {@code skuNumber}
   * @param value as written
   * @param from the place
   */
  public record Taken(String what, String value, SourcePosition from) {}

  /**
   * A value that was chosen.
   *
   * @param what which, such as {@code servicing}
   * @param value the choice
   * @param why what speaks for it
   */
  public record Guess(String what, String value, String why) {}

  /** Both, one behind the other. */
  public Provenance and(Provenance other) {
    List<Taken> allTaken = new ArrayList<>(taken);
    allTaken.addAll(other.taken);
    List<Guess> allGuessed = new ArrayList<>(guessed);
    allGuessed.addAll(other.guessed);
    return new Provenance(allTaken, allGuessed);
  }

  /** What a product.yaml says itself. */
  public static Provenance of(DeclaredIdentity document) {
    List<Taken> taken = new ArrayList<>();
    document.facts().forEach((fact, at) -> taken.add(taken(fact.wireName(), at)));
    document.fields().forEach((field, at) -> taken.add(taken(field.wireName(), at)));
    return new Provenance(taken, List.of());
  }

  static Taken taken(String what, Located located) {
    return new Taken(what, located.value(), located.position());
  }
}
