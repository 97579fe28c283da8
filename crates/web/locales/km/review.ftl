# Words of the desk, Khmer: review. Origin: the project. Licence: MIT OR Apache-2.0.
accept = ទទួលយក
reject = បដិសេធ
amend = កែ
skip-one = រំលង
save = រក្សាទុក
cancel = ត្រឡប់
reason = មូលហេតុ (ត្រូវបានកត់ត្រា)
undo = មិនធ្វើវិញ
undo-last = មិនធ្វើការសម្រេចចុងក្រោយវិញ
taken-back = បានដកវិញ

review-title = ពិនិត្យ
review-count = បានសម្រេច { $n } ក្នុងចំណោមសំណើ { $all }
review-nothing = មិនទាន់មានអ្វីត្រូវពិនិត្យទេ។
review-all-done = សំណើទាំងអស់ត្រូវបានសម្រេចហើយ។
review-skipped = ត្រឡប់ទៅសំណើដែលបានរំលង
review-context = កថាខណ្ឌទាំងមូល
agree = សំណើបែបនេះត្រឹមត្រូវ { $n } ក្នុង 100
review-claimed = សំណើ { $n } ត្រូវបានរំលង៖ អ្នកផ្សេងកំពុងធ្វើការលើឯកសារនោះ។
review-no-more-here = ពេលនេះគ្មានអ្វីទៀតក្នុងជួរនេះទេ។
