package io.rqkit.examples.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Dots lie where their numbers are. */
class DotPlotTest {
    private static Document parse(DotPlot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tenTimesAsMuchIsTheSameDistanceEverywhere() {
        LogAxis axis = new LogAxis(0.2, 4000, 0, 500);

        assertThat(axis.ticks()).hasSize(6);
        assertThat(axis.x(0.1)).isZero();
        assertThat(axis.x(10)).isCloseTo(200, within(0.01));
        assertThat(axis.x(10_000)).isCloseTo(500, within(0.01));
    }

    @Test
    void aNarrowAxisHasStepsBetweenThePowersOfTen() {
        LogAxis axis = new LogAxis(60, 230, 0, 500);

        assertThat(axis.ticks()).containsExactly(50.0, 100.0, 200.0, 500.0);
    }

    @Test
    void eachSpreadIsADotAndItsNumber() throws Exception {
        DotPlot plot = new DotPlot("Time & more", "µs", List.of(Names.FAKE, Names.REAL));
        plot.row("GET", Map.of(Names.FAKE, new Spread(0.2, 0.1, 0.4), Names.REAL, new Spread(40, 30, 90)));
        plot.row("SET", Map.of(Names.REAL, new Spread(41, 41, 41)));

        Document svg = parse(plot);

        assertThat(svg.getElementsByTagName("circle").getLength())
                .as("two of the legend")
                .isEqualTo(2 + 3);
        assertThat(plot.svg()).contains(">Time &amp; more<", ">0.200<", ">40.0<", ">41.0<", ">GET<", ">SET<");
    }

    @Test
    void aRowOfNothingIsLeftOut() {
        DotPlot plot = new DotPlot("Time", "µs", List.of(Names.FAKE));

        plot.row("GET", Map.of());

        assertThat(plot.isEmpty()).isTrue();
    }
}
