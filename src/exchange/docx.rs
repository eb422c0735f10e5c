//! Reads the paragraphs and tables of a Word document.
