package dev.updatecenter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.updatecenter.ImportTable.BASE;
import static dev.updatecenter.ImportTable.liesIn;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The house holds: who may import whom, where each library lives, where time comes from. */
@AnalyzeClasses(packages = "dev.updatecenter", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  /** Packages that join a port to a technology; nobody but wiring names them. */
  private static final Pattern ADAPTER =
      Pattern.compile(
          "dev\\.updatecenter\\.(capability|stage)\\..*\\."
              + "(jdbc|jsign|pkcs11|filesystem|azure|http)(\\..*)?");

  private static final Pattern JDBC = Pattern.compile("dev\\.updatecenter\\..*\\.jdbc");

  private static final String DOCUMENT = BASE + "kernel.document";
  private static final String FORMAT = BASE + "capability.format";
  private static final String JDBC_ROOMS = "*.jdbc";

  /** Formats that are made of others; {@code inspect} is the one that joins them all. */
  private static final Map<String, Set<String>> MADE_OF =
      Map.of(
          FORMAT + ".ocp",
          Set.of(FORMAT + ".cab", FORMAT + ".compdb"),
          // LZX is no format of its own but a way in which containers pack.
          FORMAT + ".cab",
          Set.of(FORMAT + ".lzx"),
          FORMAT + ".wim",
          Set.of(FORMAT + ".lzx"));

  /** Library to its homes; the longest prefix that matches a class decides. */
  private static final Map<String, Set<String>> HOMES =
      Map.ofEntries(
          Map.entry("com.amazon.corretto", Set.of(BASE + "app.wiring")),
          Map.entry("com.azure", Set.of(BASE + "capability.blobstore.azure")),
          Map.entry("net.jsign", Set.of(BASE + "capability.authenticode.jsign")),
          Map.entry(
              "org.bouncycastle",
              Set.of(
                  BASE + "capability.authenticode",
                  FORMAT + ".catalog",
                  BASE + "capability.tuf",
                  BASE + "app.lab")),
          Map.entry("tools.jackson", Set.of(DOCUMENT)),
          Map.entry("com.fasterxml.jackson", Set.of(DOCUMENT)),
          Map.entry("org.yaml", Set.of(DOCUMENT)),
          Map.entry("com.networknt", Set.of(DOCUMENT)),
          Map.entry("javax.xml", Set.of(DOCUMENT)),
          Map.entry("org.w3c.dom", Set.of(DOCUMENT)),
          Map.entry("org.xml.sax", Set.of(DOCUMENT)),
          Map.entry("org.apache.commons.codec", Set.of(BASE + "kernel.core")),
          Map.entry("org.springframework.batch", Set.of(BASE + "app.jobs")),
          Map.entry("org.springframework", Set.of(BASE + "app", JDBC_ROOMS)),
          Map.entry("java.sql", Set.of(JDBC_ROOMS)),
          // Wiring opens the DataSource that the adapters are given.
          Map.entry("javax.sql", Set.of(BASE + "app", JDBC_ROOMS)),
          Map.entry("com.zaxxer.hikari", Set.of(BASE + "app.wiring")),
          Map.entry("org.h2", Set.of(BASE + "app.wiring")),
          Map.entry("org.postgresql", Set.of(BASE + "app.wiring")),
          Map.entry("org.flywaydb", Set.of(BASE + "app.wiring")),
          Map.entry("picocli", Set.of(BASE + "app.cli")),
          Map.entry("org.thymeleaf", Set.of(BASE + "app.web")),
          Map.entry("jakarta.servlet", Set.of(BASE + "app.web")));

  @ArchTest
  static final ArchRule everyClassLivesInARoom =
      classes()
          .should(
              judge(
                  "live in a room of the table",
                  c ->
                      ImportTable.roomOf(c.getPackageName()).isPresent()
                          ? Optional.empty()
                          : Optional.of(c.getName() + " lies in no room")));

  @ArchTest
  static final ArchRule importsFollowTheTable =
      classes().should(dependOnlyWhere("import as the table allows", ArchitectureTest::offTable));

  @ArchTest
  static final ArchRule formatsKnowOnlyTheRootOfFormat =
      classes()
          .that()
          .resideInAPackage(FORMAT + "..")
          .should(dependOnlyWhere("know the root of format only", ArchitectureTest::otherFormat))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyWiringNamesAnAdapter =
      classes()
          .should(dependOnlyWhere("leave adapters to wiring", ArchitectureTest::strangersAdapter));

  @ArchTest
  static final ArchRule everyLibraryHasOneHome =
      classes().should(dependOnlyWhere("use libraries at home", ArchitectureTest::awayFromHome));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(BASE + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsSerialized =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);

  @ArchTest
  static final ArchRule timeComesFromAClock =
      classes().should(callNothing("ask a Clock for the time", ArchitectureTest::asksTheMachine));

  @ArchTest
  static final ArchRule noStaticStateChanges =
      fields()
          .that()
          .haveModifier(JavaModifier.STATIC)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)(\\$.*)?");

  private static boolean offTable(JavaClass from, JavaClass to) {
    Optional<String> here = ImportTable.roomOf(from.getPackageName());
    Optional<String> there = ImportTable.roomOf(to.getPackageName());
    return isOurs(to)
        && here.isPresent()
        && there.isPresent()
        && !ImportTable.allows(here.get(), there.get());
  }

  private static boolean otherFormat(JavaClass from, JavaClass to) {
    String here = from.getPackageName();
    String there = to.getPackageName();
    return liesIn(there, FORMAT)
        && !there.equals(FORMAT)
        && !there.equals(here)
        && !here.equals(FORMAT + ".inspect")
        && !MADE_OF.getOrDefault(here, Set.of()).contains(there);
  }

  private static boolean strangersAdapter(JavaClass from, JavaClass to) {
    return ADAPTER.matcher(to.getPackageName()).matches()
        && !liesIn(from.getPackageName(), to.getPackageName())
        && !liesIn(from.getPackageName(), BASE + "app.wiring");
  }

  private static boolean awayFromHome(JavaClass from, JavaClass to) {
    return HOMES.entrySet().stream()
        .filter(home -> liesIn(to.getPackageName(), home.getKey()))
        .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
        .map(home -> home.getValue().stream().noneMatch(h -> livesAt(from, h)))
        .orElse(false);
  }

  private static boolean livesAt(JavaClass from, String home) {
    return home.equals(JDBC_ROOMS)
        ? JDBC.matcher(from.getPackageName()).matches()
        : liesIn(from.getPackageName(), home);
  }

  /** {@code now} without a Clock, and whatever else reads the machine's clock or zone. */
  private static boolean asksTheMachine(JavaClass from, JavaCodeUnit unit) {
    String owner = unit.getOwner().getName();
    boolean clockGiven =
        unit.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(java.time.Clock.class));
    if (owner.equals("java.time.Clock") && unit.getName().startsWith("system")) {
      return !liesIn(from.getPackageName(), BASE + "app");
    }
    return (owner.startsWith("java.time.") && unit.getName().equals("now") && !clockGiven)
        || (owner.equals("java.lang.System") && unit.getName().equals("currentTimeMillis"))
        || (owner.equals("java.util.Calendar") && unit.getName().equals("getInstance"))
        || (owner.equals("java.util.Date")
            && unit.getName().equals("<init>")
            && unit.getRawParameterTypes().isEmpty());
  }

  private static boolean isOurs(JavaClass c) {
    return c.getPackageName().startsWith(BASE);
  }

  private static ArchCondition<JavaClass> dependOnlyWhere(String what, Forbidden forbidden) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency d : from.getDirectDependenciesFromSelf()) {
          if (forbidden.test(from, d.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(d, d.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> callNothing(String what, ForbiddenCall forbidden) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        from.getCodeUnitAccessesFromSelf().stream()
            .filter(
                call ->
                    call.getTarget()
                        .resolveMember()
                        .filter(unit -> forbidden.test(from, (JavaCodeUnit) unit))
                        .isPresent())
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> judge(
      String what, Function<JavaClass, Optional<String>> verdict) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        verdict.apply(c).ifPresent(v -> events.add(SimpleConditionEvent.violated(c, v)));
      }
    };
  }

  @FunctionalInterface
  private interface Forbidden {
    boolean test(JavaClass from, JavaClass to);
  }

  @FunctionalInterface
  private interface ForbiddenCall {
    boolean test(JavaClass from, JavaCodeUnit called);
  }
}
