//! What a template may be handed.

/// A value for templates: words, a truth, a figure with its origin, or a list or group of these. It is implemented for no
/// number, so that no template ever sees one that cannot be led back.
pub trait Fact {}

impl Fact for String {}
impl Fact for &str {}
impl Fact for bool {}
impl Fact for super::numbers::Count {}
impl Fact for super::numbers::Printed {}
impl Fact for super::numbers::Year {}
impl<T: Fact> Fact for Vec<T> {}
impl<T: Fact> Fact for Option<T> {}

/// Tests render whatever they like.
#[cfg(test)]
impl Fact for serde_json::Value {}

/// Declares a group of facts, which templates see by the names of its fields. Each field has to be a [`Fact`].
macro_rules! facts {
    ($(#[$about:meta])* $visible:vis struct $name:ident $(<$life:lifetime>)? {
        $($(#[$about_field:meta])* $visible_field:vis $field:ident: $kind:ty),* $(,)?
    }) => {
        $(#[$about])*
        #[derive(Clone, serde::Serialize)]
        $visible struct $name $(<$life>)? {
            $($(#[$about_field])* $visible_field $field: $kind,)*
        }

        impl $(<$life>)? $crate::compose::Fact for $name $(<$life>)? {}

        // Never called: that it compiles is what matters.
        const _: () = {
            const fn _is_a_fact<T: $crate::compose::Fact>() {}
            const fn _each_field_is $(<$life>)? (_: &$name $(<$life>)?) {
                $(_is_a_fact::<$kind>();)*
            }
        };
    };
}

pub(crate) use facts;
