package dev.updatecenter.app.api.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitReportTest {
  private final Repository repository;

  JUnitReportTest(@TempDir Path folder) {
    this.repository = Repository.around(folder.resolve("r.yaml"), "r.yaml");
  }

  @Test
  void everyFileIsACaseThatFailsByWhatRefuses() throws Exception {
    Element suite =
        suite(
            of(
                result(Finding.error("UC3212", "thing", "first").at("a.msix", 0, 0), true),
                result(Finding.error("UC3213", "thing", "second").at("a.msix", 0, 0), true),
                result(Finding.warning("UC3209", "thing", "third").at("b.cab", 0, 0), false),
                result(Finding.error("UC3213", "x", "let pass").at("c.cab", 0, 0), false)));

    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    List<Element> cases = children(suite, "testcase");
    assertThat(cases)
        .extracting(c -> c.getAttribute("name"))
        .containsExactly("r.yaml", "d.cab", "a.msix", "b.cab", "c.cab");
    assertThat(children(cases.get(0), "*")).isEmpty();
    Element failure = children(cases.get(2), "failure").get(0);
    assertThat(failure.getAttribute("type")).isEqualTo("UC3212");
    assertThat(failure.getAttribute("message")).isEqualTo("thing: first (and 1 more)");
    assertThat(failure.getTextContent()).contains("thing: first", "thing: second");
    assertThat(children(cases.get(3), "system-out").get(0).getTextContent())
        .contains("warning UC3209 b.cab: thing: third");
    assertThat(children(cases.get(4), "skipped").get(0).getAttribute("message"))
        .isEqualTo("Waived by sec");
  }

  @Test
  void aValidationThatStoppedIsACaseInError() throws Exception {
    UpdateCenterException why =
        UpdateCenterException.error("UC1051", ExitCode.USAGE, "no policy").why("w").build();

    Element suite =
        suite(new CheckedRelease("1", "r.yaml", List.of("r.yaml"), List.of(), Optional.of(why)));

    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(((Element) suite.getElementsByTagName("error").item(0)).getAttribute("type"))
        .isEqualTo("UC1051");
  }

  @Test
  void hostileTextIsTextOnly() throws Exception {
    Element suite = suite(Hostile.checked(repository));

    assertThat(suite.getElementsByTagName("x").getLength()).isZero();
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("]]> \"' <x>&amp; %0A", "\ud83d\ude00")
        .doesNotContain("\u001b", "\ud800 ");
  }

  private CheckedRelease of(CheckedRelease.Result... results) {
    return new CheckedRelease(
        "1.0.0", "r.yaml", List.of("r.yaml", "d.cab"), List.of(results), Optional.empty());
  }

  private CheckedRelease.Result result(Finding finding, boolean refuses) {
    Optional<String> waiver =
        Stream.of("Waived by sec").filter(w -> finding.message().equals("let pass")).findFirst();
    return CheckedRelease.result(finding, repository, refuses, waiver);
  }

  private static Element suite(CheckedRelease checked) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(JUnitReport.of(checked)))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    return children(root, "testsuite").get(0);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> all = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      all.add((Element) nodes.item(i));
    }
    return all;
  }
}
