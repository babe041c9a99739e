package io.rqkit.examples.bench.page;

import java.util.Map;

/**
 * A part of the page.
 *
 * @param title its heading
 * @param text what stands under it, in Markdown
 * @param plots pictures by their file's name, which the text shows
 */
record Section(String title, String text, Map<String, String> plots) {}
