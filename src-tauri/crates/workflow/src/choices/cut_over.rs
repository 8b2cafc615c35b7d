//! Cut-over: the word on an agreement's hand-made lines, all in one sitting. Its
//! effect is shown before anything is saved; the words are saved together or not
//! at all, and carried out by the next upload.

use super::{AdditionDecision, additions};
use crate::{
    Workflow,
    assemble::{Reading, Takeover, reference_of, takeover},
    error::Error,
    read::Reader,
};
use connectwise::Addition;
use domain::ids::{AdditionId, AgreementId, CompanyId, CustomerId};
use store::{DuplicateChoice, DuplicateDecision};

/// An agreement to be taken over, with ConnectWise as it was read when the sitting
/// began. What a choice comes to is told from it without reading again.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The agreement.
    pub agreement: AgreementId,
    /// The C3 customer that it is mapped to.
    pub customer: CustomerId,
    company: CompanyId,
    reading: Reading,
}

/// A word on one addition; none takes an earlier one back.
pub type Word = (AdditionId, Option<AdditionDecision>);

impl Workflow {
    /// Begins a sitting: reads the customer's company afresh.
    ///
    /// # Errors
    /// [`Error::Rule`] when the agreement is not mapped; a connection's error.
    pub async fn sit_down(&self, agreement: AgreementId) -> Result<Sitting, Error> {
        let customer = self.mapped_for(agreement)?;
        let common = self.common()?;
        let reader = Reader::new(self.connectwise_client()?, 1).await?;
        let gathered = self.facts(&reader, &common, &customer, None).await?;
        let gathered = gathered.ok_or_else(|| additions::not_mapped(agreement))?;
        let facts = gathered.facts();
        Ok(Sitting {
            agreement,
            customer,
            company: facts.company,
            reading: facts.reading,
        })
    }

    /// The agreement's hand-made lines with what is proposed for each, and what the
    /// words saved so far, with `words` in place of theirs, come to. Saves nothing.
    ///
    /// # Errors
    /// [`Error::Rule`] when the agreement cannot be billed; a database error.
    pub fn cut_over(&self, sitting: &Sitting, words: &[Word]) -> Result<Takeover, Error> {
        let common = self.common()?;
        let Sitting {
            agreement,
            customer,
            company,
            reading,
        } = sitting;
        let gathered = self.with_reading(&common, customer, *company, reading.clone(), None)?;
        let mut facts = gathered.facts();
        for (addition, word) in words {
            match word {
                Some(word) => facts.duplicates.insert(*addition, choice(word)),
                None => facts.duplicates.remove(addition),
            };
        }
        takeover(&facts, *agreement).ok_or_else(|| additions::not_billable(*agreement))
    }

    /// Decides what the next upload does with several possible duplicates: all of
    /// them, or none where one is refused.
    ///
    /// # Errors
    /// [`Error::Rule`] when the agreement is not mapped, an addition is a line
    /// of Accord's, or it cannot be adopted; [`Error::Unknown`] for an addition
    /// or a subscription that is not there; a connection's error.
    pub async fn decide_duplicates(
        &self,
        agreement: AgreementId,
        words: &[Word],
    ) -> Result<(), Error> {
        let customer = self.mapped_for(agreement)?;
        let listed = self.listed(agreement, words.len()).await?;
        for (addition, word) in words {
            let found = self.addition_found(agreement, *addition, &listed).await?;
            self.check_word(&customer, &found, word.as_ref())?;
        }
        let at = self.clock.now();
        Ok(self.store.write(|writer| {
            for (addition, word) in words {
                let Some(word) = word else {
                    writer.undecide_duplicate(*addition)?;
                    continue;
                };
                writer.decide_duplicate(&DuplicateDecision {
                    addition: *addition,
                    agreement,
                    choice: choice(word),
                    decided_at: at,
                })?;
            }
            Ok(())
        })?)
    }

    /// The agreement's additions, where asking for each would take longer.
    async fn listed(&self, agreement: AgreementId, words: usize) -> Result<Vec<Addition>, Error> {
        if words < 2 {
            return Ok(Vec::new());
        }
        let listed = self.connectwise_client()?.additions(agreement.0).await?;
        Ok(listed.unwrap_or_default())
    }

    /// An addition as it is now. A list may lag behind, so one that it has not is
    /// asked for by its number.
    async fn addition_found(
        &self,
        agreement: AgreementId,
        addition: AdditionId,
        listed: &[Addition],
    ) -> Result<Addition, Error> {
        if let Some(found) = listed.iter().find(|one| one.id == addition.0) {
            return Ok(found.clone());
        }
        let found = self
            .connectwise_client()?
            .addition(agreement.0, addition.0)
            .await?;
        found.ok_or_else(|| additions::unknown(addition))
    }

    fn check_word(
        &self,
        customer: &CustomerId,
        found: &Addition,
        word: Option<&AdditionDecision>,
    ) -> Result<(), Error> {
        let id = found.id;
        if reference_of(found).is_some() {
            return Err(Error::Rule(format!(
                "Addition {id} is a line of Accord's and no duplicate; decide on it as a line"
            )));
        }
        if let Some(AdditionDecision::Adopt(subscription)) = word {
            additions::check_adoptable(found)?;
            self.check_subscription_of(customer, subscription)?;
        }
        Ok(())
    }
}

fn choice(word: &AdditionDecision) -> DuplicateChoice {
    match word {
        AdditionDecision::Adopt(subscription) => DuplicateChoice::Adopt(subscription.clone()),
        AdditionDecision::End => DuplicateChoice::End,
        AdditionDecision::Leave => DuplicateChoice::Leave,
    }
}
