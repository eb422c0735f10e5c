//! Tests of what stands in the forms.
